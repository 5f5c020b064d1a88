import { promisify } from "node:util";
import type { SFTPWrapper, Stats } from "ssh2";
import type { Handle, Sftp } from "../connection.js";

const END_OF_FILE = 1;
const NO_SUCH_FILE = 2;

/** The calls of ssh2 as promises, each of which `orLost` ends when the connection does. */
export function sftpOver(wrapper: SFTPWrapper, orLost: <T>(work: () => Promise<T>) => Promise<T>): Sftp {
  const call = async <T>(work: (done: (error: Error | null | undefined, result?: T) => void) => void): Promise<T> =>
    await orLost(promisify(work) as () => Promise<T>);
  return {
    open: (path, flags, mode) => call<Handle>((done) => wrapper.open(path, flags, mode ?? 0o600, done)),
    close: (handle) => call<void>((done) => wrapper.close(handle, done)),
    read: async (handle, { offset, length }) => {
      const buffer = Buffer.allocUnsafe(length);
      try {
        const count = await call<number>((done) => wrapper.read(handle, buffer, 0, length, offset, done));
        return buffer.subarray(0, count);
      } catch (error) {
        if ((error as { code?: unknown }).code === END_OF_FILE) return buffer.subarray(0, 0);
        throw error;
      }
    },
    write: (handle, data, offset) => call<void>((done) => wrapper.write(handle, data, 0, data.length, offset, done)),
    setMode: (handle, mode) => call<void>((done) => wrapper.fchmod(handle, mode, done)),
    mode: async (path) => {
      try {
        return (await call<Stats>((done) => wrapper.stat(path, done))).mode & 0o7777;
      } catch (error) {
        if ((error as { code?: unknown }).code === NO_SUCH_FILE) return undefined;
        throw error;
      }
    },
    replace: (from, to) => call<void>((done) => wrapper.ext_openssh_rename(from, to, done)),
    remove: (path) => call<void>((done) => wrapper.unlink(path, done)),
  };
}
