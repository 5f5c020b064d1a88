import type { WireRequest } from "@doapi/client";

type Fields = Readonly<Record<string, unknown>>;

/** What the API calls the thing that a path is a collection of, where that is not the singular of its last word. */
const names: Readonly<Record<string, string>> = {
  "/account/keys": "ssh_key",
  "/domains/*/records": "domain_record",
  "/droplets/autoscale": "autoscale_pool",
  "/kubernetes/clusters": "kubernetes_cluster",
  "/reserved_ipv6": "reserved_ipv6",
};

/** Ids that no account has, so that they are recognised where a later request has one. */
const firstId = 9_000_000_000_001;

/** Something that a dry run would have made. */
interface Made {
  readonly id: number;
  readonly by: string;
  readonly paths: readonly string[];
  readonly answer: Fields;
}

/** Answers in the place of the API to what is not sent, so that a command goes on to its next request. */
export class StandIns {
  readonly #made: Made[] = [];

  /** The answer to a creation or an action. */
  create(request: WireRequest, body: Fields): Fields {
    const { path, url } = request;
    const key = nameOf(path);
    if (key === "action" && url.includes("tag_name=")) return { actions: [] };
    if (key === "resource") return { resources: urnsOf(body).map((urn) => ({ urn, status: "ok" })) };
    const ids = Array.isArray(body["names"]) ? body["names"] : [body["name"]];
    const things = ids.map((name: unknown) =>
      this.#make(request, key, { ...body, ...(name === undefined ? {} : { name }) }),
    );
    return Array.isArray(body["names"]) ? { [`${key}s`]: things } : { [key]: things[0] };
  }

  /** What a thing that does not exist is shown as when it is read again. */
  read(path: string): Fields | undefined {
    return this.#made.find(({ paths }) => paths.includes(path))?.answer;
  }

  /** Says which request would have given each id that a text has. */
  explain(text: string): string[] {
    const used = this.#made.filter(({ id }) => text.includes(String(id)));
    return used.map(({ id, by }) => `${id} stands for the id that the answer to ${by} gives`);
  }

  #make({ method, path }: WireRequest, key: string, fields: Fields): Fields {
    const id = firstId + this.#made.length;
    const thing = key === "action" ? actionOf(id, path, fields) : { id, ...fields };
    const named = typeof fields["name"] === "string" ? [`${path}/${fields["name"]}`] : [];
    const paths = [`${path}/${id}`, ...named];
    this.#made.push({ id, by: `${method} ${path}`, paths, answer: { [key]: thing } });
    return thing;
  }
}

function actionOf(id: number, path: string, { type }: Fields): Fields {
  const [, , collection = "", resource = ""] = path.split("/");
  const numeric = /^\d+$/.test(resource) ? Number(resource) : null;
  return { id, type, status: "in-progress", resource_type: singular(collection), resource_id: numeric };
}

/** What is moved to a project. */
function urnsOf({ resources }: Fields): readonly unknown[] {
  return Array.isArray(resources) ? resources : [];
}

function nameOf(path: string): string {
  const short = path.replace(/^\/v2/, "");
  const pattern = short.replace(/^(\/domains\/)[^/]+/, "$1*");
  return names[pattern] ?? singular(short.slice(short.lastIndexOf("/") + 1));
}

function singular(collection: string): string {
  return collection.replace(/ies$/, "y").replace(/s$/, "");
}
