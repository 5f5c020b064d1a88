import type { Program, StartedProgram } from "@doapi/cli";

/** What ssh answers in the place of each address: what it prints, and how it ends. Of any other address it says that nobody is there. */
export type SshScript = Readonly<Record<string, Answer>>;

interface Answer {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exitCode?: number;
}

/** Stands in for ssh and scp, which are there only when a transcript has a script for them. */
export function scriptedSsh(script: SshScript): (program: Program) => Promise<StartedProgram> {
  return async ({ args, output }) => {
    const places = args.slice(args.indexOf("--") + 1).join(" ");
    const [address = ""] = /\d+(?:\.\d+){3}/.exec(places) ?? [];
    const unreachable: Answer = {
      stderr: `ssh: connect to host ${address} port 22: Connection refused\r\n`,
      exitCode: 255,
    };
    const { stdout = "", stderr = "", exitCode = 0 } = script[address] ?? unreachable;
    output?.stdout(Buffer.from(stdout));
    output?.stderr(Buffer.from(stderr));
    return { end: Promise.resolve({ exitCode, signal: null }), stop: () => {} };
  };
}
