import type { Duplex, Readable } from "node:stream";
import type { CommandEnd } from "./errors.js";
import type { HostKey } from "./host-keys/host-key.js";

/** One command's channel: stdout to read, stdin to write. */
export interface Channel extends Duplex {
  readonly stderr: Readable;
  /** Asks the server to send a signal, by its name without `SIG`. Says nothing about whether it did. */
  signal(name: string): void;
  close(): void;
}

/** A command that was started. */
export interface Started {
  readonly channel: Channel;
  /** Settles when the channel is closed and both outputs were read to their end: undefined when no end was told. */
  readonly closed: Promise<CommandEnd | undefined>;
}

/** A handle of an open remote file. */
export type Handle = Buffer;

/** The part of SFTP that is used. Every promise rejects when the connection is lost. */
export interface Sftp {
  open(path: string, flags: "r" | "wx", mode?: number): Promise<Handle>;
  close(handle: Handle): Promise<void>;
  read(handle: Handle, range: { readonly offset: number; readonly length: number }): Promise<Buffer>;
  write(handle: Handle, data: Buffer, offset: number): Promise<void>;
  setMode(handle: Handle, mode: number): Promise<void>;
  /** The permission bits of a file; undefined when there is none. */
  mode(path: string): Promise<number | undefined>;
  /** Replaces what is at `to` in one step. */
  replace(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
}

/** A connection on which the login has worked. */
export interface Connection {
  readonly hostKey: HostKey;
  /** Where it leads to, for messages: `root@203.0.113.7`. */
  readonly name: string;
  /** Opens a channel and starts a line in the login shell. */
  exec(line: string): Promise<Started>;
  sftp(): Promise<Sftp>;
  /** Why it is over; undefined while it is not. */
  readonly lost: Error | undefined;
  close(): Promise<void>;
}
