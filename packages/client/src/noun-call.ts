import type { Core, Order } from "./core.js";

/** Nouns of API v1 that have another name now. */
const renamed: Readonly<Record<string, string>> = { events: "actions", ssh_keys: "account/keys" };
/** Fields of API v1 that have another name now; sizes and regions have no numbers any more. */
const renamedFields: Readonly<Record<string, string>> = {
  size_slug: "size",
  image_slug: "image",
  image_id: "image",
  region_slug: "region",
  size_id: "size",
  region_id: "region",
};
/** What can be done to a resource of these nouns is an action with a type. */
const actionable = new Set(["droplets", "images", "volumes", "floating_ips", "reserved_ips"]);

/** A call in the manner of digocn: a noun, what to do, to which of them, and with which parameters. */
export interface NounCall {
  readonly noun: string;
  readonly action?: string | null | undefined;
  readonly subject?: string | number | null | undefined;
  readonly params?: Readonly<Record<string, unknown>> | undefined;
}

/** The request of API v2 that such a call stands for. */
export function orderOfNoun({ noun, action, subject, params = {} }: NounCall): Order {
  const collection = `/v2/${segments(renamed[noun] ?? noun)}`;
  const values = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [renamedFields[name] ?? name, value]),
  );
  if (subject === undefined || subject === null) {
    if (action === "new") return { method: "POST", target: collection, body: values };
    if (action === undefined || action === null) return { method: "GET", target: collection, query: values };
    return { method: "GET", target: `${collection}/${segments(action)}`, query: values };
  }
  const target = `${collection}/${segment(String(subject))}`;
  if (action === undefined || action === null || action === "show") return { method: "GET", target, query: values };
  if (action === "destroy") return { method: "DELETE", target, query: values };
  if (action === "edit") return { method: "PUT", target, body: values };
  if (actionable.has(noun)) return { method: "POST", target: `${target}/actions`, body: { ...values, type: action } };
  return { method: "GET", target: `${target}/${segments(action)}`, query: values };
}

/** Makes the call. A list comes whole: its body with the elements of all its pages. */
export async function callNoun(core: Core, call: NounCall): Promise<unknown> {
  const order = orderOfNoun(call);
  if (order.method !== "GET") return (await core.send(order)).data;
  const query = { per_page: core.settings.perPage, ...order.query };
  const { data } = await core.send({ ...order, query });
  const fields = Object(data) as Record<string, unknown>;
  const key = Object.keys(fields).find((name) => Array.isArray(fields[name]));
  const pages = (fields["links"] as { pages?: { next?: string } } | undefined)?.pages;
  if (key === undefined || pages?.next === undefined) return data;
  return { ...fields, [key]: await core.pages({ ...order, key }, (item: unknown) => item).all(), links: {} };
}

function segments(words: string): string {
  return words.split("/").map(segment).join("/");
}

function segment(word: string): string {
  if (word === "" || word === "." || word === "..") throw new TypeError(`"${word}" cannot stand in a path`);
  return encodeURIComponent(word);
}
