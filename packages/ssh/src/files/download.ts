import { randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Handle, Sftp } from "../connection.js";
import { TransferError } from "../errors.js";
import type { TransferOptions } from "./upload.js";

export interface DownloadOptions extends TransferOptions {
  /** The local file's permission bits, 0o600 by default: what was private there is private here. */
  readonly mode?: number | undefined;
}

const PIECE = 32 * 1024;
const AT_ONCE = 32;

/** A remote file as a stream of bytes. Reading begins when the first are asked for. */
export function readFrom(open: () => Promise<Sftp>, path: string): Readable {
  return Readable.from(pieces(open, path), { objectMode: false });
}

/** Fetches a remote file into a local one, which has its name only when it is complete. */
export async function download(
  open: () => Promise<Sftp>,
  path: string,
  { file, mode = 0o600, signal }: { file: string } & DownloadOptions,
): Promise<void> {
  const beside = `${file}.${randomBytes(6).toString("hex")}.part`;
  try {
    await pipeline(readFrom(open, path), createWriteStream(beside, { flags: "wx", mode }), {
      ...(signal && { signal }),
    });
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw signal?.aborted === true ? signal.reason : error;
  }
}

// The size that the server tells is not asked for: files under /proc have none, and logs grow.
async function* pieces(open: () => Promise<Sftp>, path: string): AsyncGenerator<Buffer, void, undefined> {
  let sftp: Sftp | undefined;
  let handle: Handle | undefined;
  const ahead: Promise<Buffer>[] = [];
  try {
    sftp = await open();
    handle = await sftp.open(path, "r");
    for (let offset = 0; ; ) {
      // One at first: most files are small.
      const wanted = offset === 0 ? 1 : AT_ONCE;
      while (ahead.length < wanted) {
        const piece = readWhole(sftp, handle, offset);
        piece.catch(() => {});
        ahead.push(piece);
        offset += PIECE;
      }
      const piece = (await ahead.shift()) as Buffer;
      if (piece.length > 0) yield piece;
      if (piece.length < PIECE) return;
    }
  } catch (error) {
    throw new TransferError(`${path} was not read: ${(error as Error).message}.`, path, { cause: error });
  } finally {
    await Promise.allSettled(ahead);
    if (handle !== undefined) await sftp?.close(handle).catch(() => {});
  }
}

/** A piece that is shorter only at the end of the file: a server may give less than it was asked for. */
async function readWhole(sftp: Sftp, handle: Handle, start: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let length = 0; length < PIECE; ) {
    const part = await sftp.read(handle, { offset: start + length, length: PIECE - length });
    if (part.length === 0) break;
    parts.push(part);
    length += part.length;
  }
  return parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
}
