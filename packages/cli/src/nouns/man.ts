import { command, optionalArgument } from "../command/declare.js";
import { usage } from "../failure.js";
import { manualPage } from "../manual/pages.js";
import { nearest } from "../operations/nearest.js";
import { registry } from "../registry.js";

export const man = command({
  arguments: { noun: optionalArgument("command", "a command such as droplet; doapi itself when left out") },
  notes: "The page is printed as its source. To read it: `doapi man droplet | man -l -`",
  async run({ io }, { noun }) {
    const page = await manualPage(noun);
    if (page === undefined) {
      const near = nearest(noun ?? "", Object.keys(registry));
      throw usage(
        `there is no command "${noun}"`,
        near.length > 0 ? `did you mean ${near.join(", ")}?` : "see: doapi --help",
      );
    }
    io.stdout.write(page);
  },
});
