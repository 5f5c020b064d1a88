import { notFound } from "../../failure.js";
import { atMostOne, createLookup, ifThere } from "../../identify/identify.js";
import { sshKeyKind } from "../../identify/ssh-key.js";
import { readInput } from "../../input/input.js";
import { parsePublicKey, type PublicKey } from "../../input/public-key.js";
import type { Context } from "../../session/context.js";

/** A key of the account, or one that has to be registered there first. */
export type FoundKey = { readonly id: number } | { readonly file: string; readonly key: PublicKey };

/** Finds what each word of `-K` means: a key of the account by id, fingerprint or name, else a public-key file. Changes nothing. */
export async function findKeys(context: Context, words: readonly string[]): Promise<FoundKey[]> {
  if (words.length === 0) return [];
  const lookup = await createLookup(context);
  const { client, signal } = lookup;
  const found: FoundKey[] = [];
  for (const word of words) {
    const known = await atMostOne(sshKeyKind, word, lookup);
    if (known !== undefined) {
      found.push({ id: known.id });
      continue;
    }
    const key = await readKeyFile(context, word);
    const [same] = await ifThere(client.sshKeys.get(key.fingerprint, { signal }));
    found.push(same === undefined ? { file: word, key } : { id: same.id });
  }
  return found;
}

/** Registers the keys that the account does not have yet, and gives the ids of all, each once. */
export async function registerKeys(context: Context, keys: readonly FoundKey[]): Promise<number[]> {
  const client = await context.client();
  const ids = new Map<string, number>();
  for (const found of keys) {
    if ("id" in found) {
      ids.set(String(found.id), found.id);
      continue;
    }
    const { file, key } = found;
    if (ids.has(key.fingerprint)) continue;
    const name = key.comment === "" ? `doapi ${key.fingerprint.slice(0, 8)}` : key.comment;
    const { id } = await client.sshKeys.create({ name, public_key: key.text });
    context.messages.note(`registered the public key of ${file} as SSH key ${name} (${id})`);
    ids.set(key.fingerprint, id);
  }
  return [...new Set(ids.values())];
}

async function readKeyFile(context: Context, file: string): Promise<PublicKey> {
  let text: string;
  try {
    text = await readInput(context.io, file);
  } catch {
    throw notFound(`no such SSH key, and no readable file of this name: ${file}`);
  }
  const key = parsePublicKey(text);
  if (key === undefined)
    throw notFound(`no such SSH key: ${file}`, "there is a file of this name, but it holds no SSH public key");
  return key;
}
