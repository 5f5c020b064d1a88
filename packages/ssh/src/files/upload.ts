import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import type { Handle, Sftp } from "../connection.js";
import { SshOptionError, TransferError } from "../errors.js";

/** What can be sent: the path of a local file, bytes, or a stream of them. */
export type Source = string | Uint8Array | AsyncIterable<Uint8Array>;

export interface TransferOptions {
  /** Ends the transfer when it is aborted. */
  readonly signal?: AbortSignal | undefined;
}

export interface UploadOptions extends TransferOptions {
  /** The file's permission bits, such as 0o600; by default those of the file that is replaced, else 0o644. */
  readonly mode?: number | undefined;
}

/** Bytes of one request, as every server takes them. */
const PIECE = 32 * 1024;
/** Requests that are sent before the first is answered: what keeps a line with a long way full. */
const AT_ONCE = 32;

/** Writes a file beside its place and moves it there when it is complete. */
export async function upload(sftp: Sftp, path: string, what: { source: Source } & UploadOptions): Promise<void> {
  const { source, mode, signal } = what;
  if (mode !== undefined && !(Number.isInteger(mode) && mode >= 0 && mode <= 0o7777)) {
    throw new SshOptionError("mode must be permission bits from 0 to 0o7777.");
  }
  signal?.throwIfAborted();
  const beside = `${path}.${randomBytes(6).toString("hex")}.part`;
  let handle: Handle | undefined;
  let isThere = false;
  try {
    const final = mode ?? (await sftp.mode(path)) ?? 0o644;
    // Nobody else reads a half of it, nor anything of what is meant to be private.
    handle = await sftp.open(beside, "wx", 0o600);
    isThere = true;
    await writeAll(sftp, handle, chunksOf(source, signal));
    await sftp.setMode(handle, final);
    await sftp.close(handle);
    handle = undefined;
    signal?.throwIfAborted();
    await sftp.replace(beside, path);
  } catch (error) {
    if (handle !== undefined) await sftp.close(handle).catch(() => {});
    if (isThere) await sftp.remove(beside).catch(() => {});
    if (signal?.aborted === true) throw signal.reason;
    if (error instanceof SourceError) throw error.cause;
    throw new TransferError(`${path} was not written: ${(error as Error).message}.`, path, { cause: error });
  }
}

/** The source failed, not the transfer. */
class SourceError extends Error {}

async function* chunksOf(source: Source, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array, void, undefined> {
  if (source instanceof Uint8Array) return yield source;
  const stream = typeof source === "string" ? createReadStream(source, { highWaterMark: 8 * PIECE }) : source;
  try {
    for await (const chunk of stream) {
      signal?.throwIfAborted();
      yield chunk as Uint8Array;
    }
  } catch (error) {
    throw new SourceError("the source failed", { cause: error });
  }
}

async function writeAll(sftp: Sftp, handle: Handle, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const pending = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;
  let offset = 0;
  try {
    for await (const chunk of chunks) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      for (let start = 0; start < bytes.length; start += PIECE) {
        const piece = bytes.subarray(start, start + PIECE);
        const writing = sftp.write(handle, piece, offset).catch((error: unknown) => {
          failure ??= { error };
        });
        pending.add(writing);
        void writing.finally(() => pending.delete(writing));
        offset += piece.length;
        if (pending.size >= AT_ONCE) await Promise.race(pending);
        if (failure !== undefined) throw failure.error;
      }
    }
  } finally {
    await Promise.all(pending);
  }
  if (failure !== undefined) throw failure.error;
}
