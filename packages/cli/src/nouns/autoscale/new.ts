import type { AutoscalePoolBody } from "@doapi/client";
import { argument, command, flag, requiredText, text, texts } from "../../command/declare.js";
import { usage } from "../../failure.js";
import { resolve, resolveOne } from "../../identify/identify.js";
import { imageKind } from "../../identify/image.js";
import { sshKeyKind } from "../../identify/ssh-key.js";
import { extraOptions, readExtras } from "../../input/extras.js";
import { readText } from "../../input/input.js";
import { printReady } from "../../verbs/ready.js";
import { waitOptions } from "../../verbs/wait.js";
import { autoscaleColumns } from "../../views/autoscale.js";
import { configOptions, poolLine, readConfig } from "./config.js";

export const create = command({
  arguments: { name: argument("name", "what the pool is to be called") },
  options: {
    image: requiredText("-I, --image <image>", "id, slug or name of the image of its droplets"),
    size: requiredText("-S, --size <size>", "slug of the size of its droplets"),
    region: requiredText("-R, --region <region>", "slug of the region"),
    sshKeys: texts("-K, --ssh-key <key>", "id, fingerprint or name of a key for its droplets; may be repeated"),
    tags: texts("--tag <tag>", "a tag to put on its droplets; may be repeated"),
    ipv6: flag("-6, --ipv6", "give its droplets IPv6 addresses"),
    vpc: text("--vpc <uuid>", "the private network that its droplets join"),
    userData: text("-U, --user-data <text|@file>", "handed to its droplets at their first start"),
    ...configOptions,
    ...extraOptions,
    ...waitOptions,
  },
  notes: "Give either --target, or --min and --max with --cpu or --memory or both.",
  async run(context, { name, sshKeys, tags, vpc, userData, data, set, ...input }) {
    const complete = await readExtras(context.io, { data, set });
    const config = readConfig(input) ?? {};
    if (Object.keys(config).length === 0 && data === undefined)
      throw usage("say how many droplets: --target, or --min and --max");
    const image = await resolveOne(context, imageKind, input.image);
    const keys = sshKeys.length === 0 ? [] : await resolve(context, sshKeyKind, { words: sshKeys });
    const body = complete({
      name,
      config,
      droplet_template: {
        region: input.region,
        size: input.size,
        image: image.slug ?? String(image.id),
        ssh_keys: keys.map(({ id }) => String(id)),
        ...(tags.length === 0 ? {} : { tags }),
        ...(input.ipv6 ? { ipv6: true } : {}),
        ...(vpc === undefined ? {} : { vpc_uuid: vpc }),
        ...(userData === undefined ? {} : { user_data: await readText(context.io, userData) }),
      },
    }) as AutoscalePoolBody;
    const client = await context.client();
    const call = client.autoscalePools.create(body);
    return printReady(context, call, { columns: autoscaleColumns, line: poolLine, wait: input });
  },
});
