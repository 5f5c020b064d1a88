import type { Certificate } from "@doapi/client";
import { argument, command, type Noun, text, texts } from "../command/declare.js";
import { usage } from "../failure.js";
import { certificateKind } from "../identify/certificate.js";
import { readInput } from "../input/input.js";
import type { Io } from "../io/io.js";
import type { ProgressLine } from "../terminal/progress.js";
import { printReady } from "../verbs/ready.js";
import { deleteOf, showOf, type Standard } from "../verbs/standard.js";
import { waitOptions } from "../verbs/wait.js";
import { certificateColumns } from "../views/certificate.js";

const standard: Standard<Certificate> = {
  kind: certificateKind,
  columns: certificateColumns,
  naming: "ids or names",
  list: (client, options) => client.certificates.list({}, options),
};

const create = command({
  arguments: { name: argument("name", "what it is to be called") },
  options: {
    domains: texts("--domain <domain>", "order one from Let's Encrypt for this domain; may be repeated", {
      conflicts: ["privateKey", "leaf", "chain"],
    }),
    privateKey: text("--private-key <file>", "the private key of a certificate of your own, in PEM"),
    leaf: text("--leaf <file>", "the certificate of your own, in PEM"),
    chain: text("--chain <file>", "the certificates between it and the root, in PEM"),
    ...waitOptions,
  },
  async run(context, { name, domains, privateKey, leaf, chain, ...wait }) {
    const body =
      domains.length > 0
        ? { name, type: "lets_encrypt" as const, dns_names: [...domains] }
        : { name, type: "custom" as const, ...(await readOwn(context.io, { privateKey, leaf, chain })) };
    const client = await context.client();
    return printReady(context, client.certificates.create(body), { columns: certificateColumns, line, wait });
  },
});

interface Own {
  readonly privateKey: string | undefined;
  readonly leaf: string | undefined;
  readonly chain: string | undefined;
}

async function readOwn(io: Io, { privateKey, leaf, chain }: Own) {
  if (privateKey === undefined || leaf === undefined) throw usage("give --domain, or --private-key and --leaf");
  return {
    private_key: await readInput(io, privateKey),
    leaf_certificate: await readInput(io, leaf),
    ...(chain === undefined ? {} : { certificate_chain: await readInput(io, chain) }),
  };
}

function line(certificate: Certificate): ProgressLine {
  const state = { verified: "done", error: "failed" } as const;
  return {
    key: certificate.id,
    label: certificateKind.label(certificate),
    status: certificate.state,
    state: state[certificate.state as keyof typeof state] ?? "pending",
  };
}

export const certificate: Noun = {
  verbs: {
    new: { summary: "order a certificate, or add one of your own", load: async () => create },
    show: { summary: "show certificates", load: async () => showOf(standard) },
    delete: { summary: "delete certificates", destructive: "asks", load: async () => deleteOf(standard) },
  },
};
