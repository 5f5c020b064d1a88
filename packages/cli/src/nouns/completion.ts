import { type Command, command, type Noun, type Verb } from "../command/declare.js";
import { completionScript, type Shell } from "../completion/scripts.js";
import { registry } from "../registry.js";

function print(shell: Shell): Command {
  return command({
    notes: `The script asks doapi for the words that can come next, names of the account among them. Its first lines say where it belongs.`,
    async run({ io }) {
      io.stdout.write(completionScript(shell, programs()));
    },
  });
}

/** `doapi` itself, and the programs of its nouns, which a script registers without harm where one is not there. */
function programs(): string[] {
  return ["doapi", ...Object.keys(registry).map((noun) => `doapi-${noun}`)];
}

function verb(shell: Shell, name: string): Verb {
  return { summary: `print the completion script for ${name}`, load: async () => print(shell) };
}

export const completion: Noun = {
  verbs: {
    bash: verb("bash", "bash"),
    zsh: verb("zsh", "zsh"),
    fish: verb("fish", "fish"),
    powershell: verb("powershell", "PowerShell"),
  },
};
