import type { Direction } from "./types.js";

/** Names that would hide a global which the generated text uses or a reader expects. */
const TAKEN = ["Array", "Date", "Error", "Function", "Map", "Object", "Omit", "Partial", "Promise", "Record", "Set"];

/** `droplet_single_create` becomes `DropletSingleCreate`; capitals inside a word stay (`reservedIPs` -> `ReservedIPs`). */
export function pascalCase(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const joined = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return /^[0-9]/.test(joined) ? `_${joined}` : joined;
}

/** `Block Storage Actions` becomes `block-storage-actions`, `sshKeys` becomes `ssh-keys`: names of files. */
export function slug(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** The slug of a tag keeps runs of capitals together: `1-Click Applications`, `VPCs`, `CDN Endpoints`. */
export function tagSlug(tag: string): string {
  return slug(tag.toLowerCase());
}

/** A property name as TypeScript wants it. */
export function propertyKey(name: string): string {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name) ? name : JSON.stringify(name);
}

/**
 * Hands out type names. Who comes first gets the plain name, so callers register in an order that does not change:
 * schemas in document order, then what is derived from operations.
 */
export class NameRegistry {
  readonly #used = new Set(TAKEN);
  readonly #schemas = new Map<string, string>();

  /** The type name of a named schema. */
  registerSchema(schema: string, direction: Direction | "both"): void {
    const name = this.#claim(pascalCase(schema));
    if (direction !== "both") this.#schemas.set(`${direction} ${schema}`, name);
    else for (const each of ["request", "response"]) this.#schemas.set(`${each} ${schema}`, name);
  }

  /** The type name of the request side of a schema whose response side has the plain name. */
  registerInput(schema: string): void {
    this.#schemas.set(`request ${schema}`, this.#claim(`${pascalCase(schema)}Input`));
  }

  /** A name for a type that belongs to one operation. */
  derive(operationId: string, suffix: "Query" | "Body" | "Result" | "Headers"): string {
    return this.#claim(pascalCase(operationId) + suffix);
  }

  of(schema: string, direction: Direction): string {
    const name = this.#schemas.get(`${direction} ${schema}`);
    if (name === undefined) throw new Error(`no type name was registered for ${schema} (${direction})`);
    return name;
  }

  #claim(wanted: string): string {
    let name = wanted;
    for (let count = 2; this.#used.has(name); count++) name = `${wanted}${count}`;
    this.#used.add(name);
    return name;
  }
}
