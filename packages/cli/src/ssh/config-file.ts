import { readFile, realpath } from "node:fs/promises";
import { ExitCode } from "../exit-codes.js";
import { Failure } from "../failure.js";
import { reasonOf } from "../io/errno.js";
import { writePrivateFile } from "../session/private-file.js";

const start = "# doapi ssh-config: begin (up to the end it is written anew each time)";
const end = "# doapi ssh-config: end";
const marks = /^# doapi ssh-config: (begin|end).*\r?\n?/gm;

/** Writes the section of a configuration file that is ours and leaves everything else as it is, to the byte. */
export async function writeSection(file: string, blocks: string): Promise<void> {
  const target = await fileBehind(file);
  // One character for each byte: what is not ours need not be UTF-8.
  const text = await readBytes(target);
  const section = Buffer.from(`${start}\n${blocks}\nMatch all\n${end}\n`).toString("latin1");
  await writePrivateFile(target, Buffer.from(withSection(text, section, file), "latin1"));
}

/** The file itself, where the name is that of a link: links stay. */
async function fileBehind(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (error) {
    if (Reflect.get(Object(error), "code") === "ENOENT") return file;
    throw new Failure(ExitCode.failed, `cannot read ${file}: ${reasonOf(error)}`);
  }
}

async function readBytes(file: string): Promise<string> {
  try {
    return await readFile(file, "latin1");
  } catch (error) {
    if (Reflect.get(Object(error), "code") === "ENOENT") return "";
    throw new Failure(ExitCode.failed, `cannot read ${file}: ${reasonOf(error)}`);
  }
}

/**
 * The text with the section in the place of the old one, or in front: ssh takes the first value that it finds, and what is for
 * all hosts is at the end. `Match all` lets what follows count for every host again.
 */
function withSection(text: string, section: string, file: string): string {
  const found = [...text.matchAll(marks)];
  if (found.length === 0) return text === "" ? section : `${section}\n${text}`;
  const [from, to] = found;
  if (found.length !== 2 || from?.[1] !== "begin" || to?.[1] !== "end") {
    throw new Failure(
      ExitCode.failed,
      `the section of doapi in ${file} is damaged: nothing was written`,
      "it is between two lines that begin with # doapi ssh-config: take both away, and what is between them",
    );
  }
  return text.slice(0, from.index) + section + text.slice(to.index + to[0].length);
}
