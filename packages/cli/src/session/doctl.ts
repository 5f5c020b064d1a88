import { join } from "node:path";
import { ExitCode } from "../exit-codes.js";
import { Failure } from "../failure.js";
import type { Io } from "../io/io.js";
import { readPrivateFile } from "./private-file.js";

/** What doctl has stored. It is read as it is and never written. */
export interface DoctlConfig {
  readonly file: string;
  /** Tokens by the name of their context; the one of doctl's first login is called `default`. */
  readonly tokens: ReadonlyMap<string, string>;
  readonly current: string;
  readonly endpoint: string | undefined;
}

/** doctl's configuration, undefined where there is none. */
export async function readDoctl(io: Pick<Io, "env" | "home">): Promise<DoctlConfig | undefined> {
  const file = doctlFile(io);
  const text = await readPrivateFile(file);
  if (text === undefined) return undefined;
  const config = await parse(file, text);
  const named = Object.entries(isRecord(config["auth-contexts"]) ? config["auth-contexts"] : {});
  const tokens = [["default", config["access-token"]], ...named].filter(isNamedText);
  return {
    file,
    tokens: new Map(tokens),
    current: textOf(config["context"]) ?? "default",
    endpoint: textOf(config["api-url"]),
  };
}

function doctlFile({ env, home }: Pick<Io, "env" | "home">): string {
  const configured = env["XDG_CONFIG_HOME"] ?? "";
  if (configured !== "") return join(configured, "doctl", "config.yaml");
  const folder = process.platform === "darwin" ? join("Library", "Application Support") : ".config";
  return join(home, folder, "doctl", "config.yaml");
}

async function parse(file: string, text: string): Promise<Readonly<Record<string, unknown>>> {
  const { parse } = await import("yaml");
  try {
    const config: unknown = parse(text, { logLevel: "error" });
    return isRecord(config) ? config : {};
  } catch {
    // The parser's message quotes the text, which holds tokens.
    throw new Failure(ExitCode.denied, `doctl's configuration ${file} is no valid YAML`);
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNamedText(entry: readonly unknown[]): entry is [string, string] {
  return textOf(entry[1]) !== undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}
