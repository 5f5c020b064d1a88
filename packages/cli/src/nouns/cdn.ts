import type { CdnEndpoint } from "@doapi/client";
import { anyArguments, argument, command, type Noun, number, text } from "../command/declare.js";
import { usage } from "../failure.js";
import { cdnKind } from "../identify/cdn.js";
import { certificateKind } from "../identify/certificate.js";
import { resolveOne } from "../identify/identify.js";
import type { Context } from "../session/context.js";
import { deleteOf, showOf, type Standard } from "../verbs/standard.js";
import { cdnColumns } from "../views/cdn.js";

const naming = "ids, origins or domains";
const standard: Standard<CdnEndpoint> = {
  kind: cdnKind,
  columns: cdnColumns,
  naming,
  list: (client, options) => client.cdnEndpoints.list({}, options),
};

const cdnArgument = argument("cdn", "id, origin or domain");

const settings = {
  ttl: number("--ttl <seconds>", "how long files are kept: 60, 600, 3600, 86400 or 604800", { least: 1, whole: true }),
  certificate: text("--certificate <certificate>", "id or name of the certificate for the domain"),
};

const create = command({
  arguments: { origin: argument("origin", "the Space, such as images.nyc3.digitaloceanspaces.com") },
  options: { ...settings, domain: text("--domain <domain>", "a domain of your own for it; needs --certificate") },
  async run(context, { origin, domain, ...input }) {
    const body = {
      origin,
      ...(await settingsOf(context, input)),
      ...(domain === undefined ? {} : { custom_domain: domain }),
    };
    const client = await context.client();
    context.results.object(cdnColumns, await client.cdnEndpoints.create(body));
  },
});

const update = command({
  arguments: { cdn: cdnArgument },
  options: { ...settings, domain: text("--domain <domain>", 'a domain of your own for it; "" takes it away') },
  async run(context, { cdn: word, domain, ...input }) {
    const changes = {
      ...(await settingsOf(context, input)),
      ...(domain === undefined ? {} : { custom_domain: domain }),
    };
    if (Object.keys(changes).length === 0) throw usage("say what to change: --ttl, --domain or --certificate");
    const cdn = await resolveOne(context, cdnKind, word);
    context.results.object(cdnColumns, await cdn.update(changes));
  },
});

const purge = command({
  arguments: {
    cdn: cdnArgument,
    files: anyArguments("file", "paths such as img/logo.png or img/*; everything when none is named"),
  },
  async run(context, { cdn: word, files }) {
    const cdn = await resolveOne(context, cdnKind, word);
    await cdn.purgeCache(files.length === 0 ? ["*"] : files);
  },
});

interface Settings {
  readonly ttl: number | undefined;
  readonly certificate: string | undefined;
}

async function settingsOf(context: Context, { ttl, certificate: word }: Settings) {
  const certificate = word === undefined ? undefined : await resolveOne(context, certificateKind, word);
  return {
    // Which times there are is the API's to say.
    ...(ttl === undefined ? {} : { ttl: ttl as 3600 }),
    ...(certificate === undefined ? {} : { certificate_id: certificate.id }),
  };
}

export const cdn: Noun = {
  verbs: {
    new: { summary: "put a CDN endpoint in front of a Space", load: async () => create },
    show: { summary: "show CDN endpoints", load: async () => showOf(standard) },
    update: { summary: "change a CDN endpoint", load: async () => update },
    delete: {
      summary: "delete CDN endpoints, not their Spaces",
      destructive: "asks",
      load: async () => deleteOf(standard),
    },
    purge: { summary: "remove files from the cache", load: async () => purge },
  },
};
