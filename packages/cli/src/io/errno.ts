const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  EACCES: "it is not allowed",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of its path is no folder",
  ENOSPC: "the disk is full",
  EROFS: "it cannot be written to",
};

/** Why the system refused to read or write, in words for the user. */
export function reasonOf(error: unknown): string {
  const code = String(Reflect.get(Object(error), "code"));
  return reasons[code] ?? code;
}
