// What is measured. A floor is no client: it shows what any of them could at best be.

/** By the name of its file in peers/clients; `specifier` is what a program imports to have it. */
export const clients = {
  "bare-fetch": { label: "bare fetch", kind: "floor" },
  "node-http": { label: "node:http", kind: "floor", specifier: "node:http" },
  "undici-request": { label: "undici.request", kind: "floor", specifier: "undici" },
  doapi: { label: "@doapi/client", kind: "ours", specifier: "@doapi/client" },
  "openapi-fetch": { label: "openapi-fetch", kind: "peer", specifier: "openapi-fetch" },
  ky: { label: "ky", kind: "peer", specifier: "ky" },
  "digitalocean-js": { label: "digitalocean-js", kind: "peer", specifier: "digitalocean-js" },
  "dots-wrapper": { label: "dots-wrapper", kind: "peer", specifier: "dots-wrapper" },
  "do-wrapper": { label: "do-wrapper", kind: "peer", specifier: "do-wrapper" },
  dots: { label: "@digitalocean/dots", kind: "peer", specifier: "@digitalocean/dots" },
};

/** The subjects with these names, in this order. */
export function only(...names) {
  return Object.fromEntries(names.map((name) => [name, clients[name]]));
}
