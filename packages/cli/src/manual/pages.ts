import { registry } from "../registry.js";
import { nounPage, programPage } from "./page.js";

/** The manual page of a noun, or without one of `doapi` itself; undefined for an unknown noun. */
export async function manualPage(noun?: string): Promise<string | undefined> {
  if (noun === undefined) {
    return programPage(Object.entries(registry).map(([name, { summary }]) => ({ name, summary })));
  }
  const entry = Object.hasOwn(registry, noun) ? registry[noun] : undefined;
  return entry === undefined ? undefined : nounPage({ name: noun, summary: entry.summary }, await entry.load());
}

/** Every manual page, by the name of its file. */
export async function allManualPages(): Promise<Map<string, string>> {
  const pages = new Map([["doapi.1", (await manualPage()) ?? ""]]);
  for (const noun of Object.keys(registry)) pages.set(`doapi-${noun}.1`, (await manualPage(noun)) ?? "");
  return pages;
}
