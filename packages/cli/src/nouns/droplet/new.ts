import type { Droplet, DropletCall, DropletsCall, WaitProgress } from "@doapi/client";
import { command, flag, type Input, requiredText, someArguments, text, texts } from "../../command/declare.js";
import { ExitCode } from "../../exit-codes.js";
import { dropletKind } from "../../identify/droplet.js";
import { resolveOne } from "../../identify/identify.js";
import { imageKind } from "../../identify/image.js";
import { extraOptions, readExtras } from "../../input/extras.js";
import { readText } from "../../input/input.js";
import type { Context } from "../../session/context.js";
import type { ProgressLine } from "../../terminal/progress.js";
import { Tally } from "../../verbs/tally.js";
import { unique } from "../../verbs/unique.js";
import {
  explainEnd,
  isWaiting,
  type LimitInput,
  limitsOf,
  showProgress,
  type WaitInput,
  waitOptions,
} from "../../verbs/wait.js";
import { dropletColumns } from "../../views/droplet.js";
import { findKeys, registerKeys } from "./keys.js";
import { checkNewNames } from "./names.js";

/** What the API takes in one request. */
const batchSize = 10;

const creation = {
  image: requiredText("-I, --image <image>", "id, slug or name of the image"),
  size: requiredText("-S, --size <size>", "slug of the size"),
  region: text("-R, --region <region>", "slug of the region; the API chooses when left out"),
  backups: flag("-B, --backups", "take backups"),
  ipv6: flag("-6, --ipv6", "give it an IPv6 address"),
  privateNetworking: flag("-P, --private-networking", "ask for a private address (every droplet has one today)"),
  monitoring: flag("--monitoring", "install the metrics agent"),
  vpc: text("--vpc <uuid>", "the private network to join"),
  userData: text("-U, --user-data <text|@file>", "handed to the droplet at its first start"),
  sshKeys: texts("-K, --ssh-key <key>", "id, fingerprint, name or public-key file; may be repeated"),
  tags: texts("--tag <tag>", "a tag to put on it; may be repeated"),
};

export const create = command({
  arguments: { names: someArguments("name", "letters, digits, - and .") },
  options: { ...creation, ...extraOptions, unique, ...waitOptions },
  async run(context, { names, unique: mustBeFree, ...input }): Promise<ExitCode> {
    const image = await resolveOne(context, imageKind, input.image);
    const keys = await findKeys(context, input.sshKeys);
    const userData = input.userData === undefined ? undefined : await readText(context.io, input.userData);
    const complete = await readExtras(context.io, input);
    await checkNewNames(context, names, mustBeFree);
    // The first change, after everything that can be known beforehand is known.
    const sshKeys = await registerKeys(context, keys);
    const body = complete(bodyOf(input, { image: image.slug ?? image.id, userData, sshKeys }));
    return context.results.list(dropletColumns, (emit) => createAll(context, { names, body, wait: input, emit }));
  },
});

interface Found {
  readonly image: string | number;
  readonly userData: string | undefined;
  readonly sshKeys: number[];
}

function bodyOf(input: Input<typeof creation>, { image, userData, sshKeys }: Found) {
  return {
    image,
    size: input.size,
    ...(input.backups ? { backups: true } : {}),
    ...(input.ipv6 ? { ipv6: true } : {}),
    ...(input.monitoring ? { monitoring: true } : {}),
    ...(input.region === undefined ? {} : { region: input.region }),
    ...(input.privateNetworking ? { private_networking: true } : {}),
    ...(input.vpc === undefined ? {} : { vpc_uuid: input.vpc }),
    ...(userData === undefined ? {} : { user_data: userData }),
    ...(sshKeys.length === 0 ? {} : { ssh_keys: sshKeys }),
    ...(input.tags.length === 0 ? {} : { tags: [...input.tags] }),
  };
}

interface Creation {
  readonly names: readonly string[];
  readonly body: ReturnType<typeof bodyOf>;
  readonly wait: WaitInput;
  readonly emit: (droplet: Droplet) => void;
}

async function createAll(context: Context, { names, body, wait, emit }: Creation): Promise<ExitCode> {
  const client = await context.client();
  const tally = new Tally(context);
  const calls: (DropletCall | DropletsCall)[] = [];
  // The latest known state of each droplet, in the order of the names.
  const known = new Map<number, Droplet>();
  for (let start = 0; start < names.length && !tally.failed && !tally.stopped; start += batchSize) {
    const batch = names.slice(start, start + batchSize);
    await tally.attempt(batch.join(", "), async () => {
      const [name] = batch;
      const single = name !== undefined && batch.length === 1;
      const call = single
        ? client.droplets.create({ ...body, name })
        : client.droplets.createMany({ ...body, names: batch });
      const droplets = [await call].flat();
      calls.push(call);
      for (const droplet of droplets) known.set(droplet.id, droplet);
      if (!isWaiting(wait)) droplets.forEach(emit);
    });
  }
  if (!isWaiting(wait)) return tally.exitCode();
  const waits = !tally.failed && !tally.stopped;
  const ended = waits ? await awaitReady(context, calls, { limits: wait, known }) : ExitCode.done;
  known.forEach(emit);
  return ended || tally.exitCode();
}

/** One wait after the other costs no more time than all at once: what was made by then is ready when its turn comes. */
async function awaitReady(
  context: Context,
  calls: readonly (DropletCall | DropletsCall)[],
  { limits, known }: { readonly limits: LimitInput; readonly known: Map<number, Droplet> },
): Promise<ExitCode> {
  const show = showProgress(context, progressLine);
  const onPoll = ({ pending, done }: WaitProgress<Droplet>) => {
    for (const droplet of [...done, ...pending]) known.set(droplet.id, droplet);
    show({ pending: [...known.values()], done: [] });
  };
  try {
    for (const call of calls) await call.ready({ ...limitsOf(context, limits), onPoll });
    return ExitCode.done;
  } catch (error) {
    return await explainEnd(context, error);
  } finally {
    context.messages.progress.finish();
  }
}

function progressLine(droplet: Droplet): ProgressLine {
  const address = droplet.active ? droplet.ipv4Address : undefined;
  return {
    key: droplet.id,
    label: dropletKind.label(droplet),
    status: address === undefined ? droplet.status : `${droplet.status} ${address}`,
    state: address === undefined ? "pending" : "done",
  };
}
