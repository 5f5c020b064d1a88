// Right and wrong uses of `client.request`. The compiler is the test: it runs with all other types, and reports each
// `@ts-expect-error` below which there is no error.

import { DigitalOcean } from "@doapi/client";

const client = new DigitalOcean({ token: "not-a-token" });
const droplet = { name: "web-1", region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };

export async function routes(): Promise<void> {
  await client.request("GET /v2/account");
  await client.request("GET /v2/droplets/{droplet_id}", { path: { droplet_id: 1 } });
  // @ts-expect-error the method is part of the route
  await client.request("/v2/account");
  // @ts-expect-error no such route
  await client.request("GET /v2/dropletz");
  // @ts-expect-error the route has another method
  await client.request("PUT /v2/droplets");
  // @ts-expect-error a path is given as a template and its parameters
  await client.request("GET /v2/droplets/1");
}

export async function pathParameters(): Promise<void> {
  // @ts-expect-error the parameter is missing
  await client.request("GET /v2/droplets/{droplet_id}");
  // @ts-expect-error the parameter is missing
  await client.request("GET /v2/droplets/{droplet_id}", { path: {} });
  // @ts-expect-error the parameter has another name
  await client.request("GET /v2/droplets/{droplet_id}", { path: { id: 1 } });
  // @ts-expect-error the parameter is a number
  await client.request("GET /v2/droplets/{droplet_id}", { path: { droplet_id: "1" } });
  // @ts-expect-error the route has no parameters
  await client.request("GET /v2/account", { path: { account_id: 1 } });
}

export async function queryParameters(): Promise<void> {
  await client.request("GET /v2/droplets", { query: { tag_name: "web", page: 2, per_page: 50 } });
  await client.request("GET /v2/images", { query: { type: "distribution", private: false } });
  // @ts-expect-error no such parameter
  await client.request("GET /v2/droplets", { query: { tag: "web" } });
  // @ts-expect-error no such type of image
  await client.request("GET /v2/images", { query: { type: "distro" } });
  // @ts-expect-error the parameter is required
  await client.request("DELETE /v2/droplets");
  // @ts-expect-error the route takes no query
  await client.request("GET /v2/account", { query: { page: 1 } });
}

export async function bodies(): Promise<void> {
  await client.request("POST /v2/droplets", { body: droplet });
  const several = { names: ["web-1", "web-2"], region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };
  await client.request("POST /v2/droplets", { body: several });
  // @ts-expect-error the body is missing
  await client.request("POST /v2/droplets");
  // @ts-expect-error the body is missing
  await client.request("POST /v2/droplets", {});
  // @ts-expect-error a required field is missing
  await client.request("POST /v2/droplets", { body: { name: "web-1", region: "nyc3", size: "s-1vcpu-1gb" } });
  // @ts-expect-error a field has the wrong type
  await client.request("POST /v2/droplets", { body: { ...droplet, size: 1 } });
  await client.request("POST /v2/droplets", {
    // @ts-expect-error no such field
    body: { name: "web-1", region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", sizee: "s" },
  });
  // @ts-expect-error the route takes no body
  await client.request("GET /v2/droplets", { body: {} });
}

export async function actions(): Promise<void> {
  const path = { droplet_id: 1 };
  const route = "POST /v2/droplets/{droplet_id}/actions";
  await client.request(route, { path, body: { type: "reboot" } });
  await client.request(route, { path, body: { type: "resize", size: "s-2vcpu-2gb", disk: true } });
  // @ts-expect-error no such type of action
  await client.request(route, { path, body: { type: "explode" } });
  // @ts-expect-error a resize needs a size
  await client.request(route, { path, body: { type: "resize" } });
  // @ts-expect-error the field is misspelt
  await client.request(route, { path, body: { type: "resize", sizee: "s-2vcpu-2gb" } });
  // @ts-expect-error a reboot takes no size
  await client.request(route, { path, body: { type: "reboot", size: "s-2vcpu-2gb" } });
}

export async function answers(): Promise<string> {
  const { droplets, meta } = await client.request("GET /v2/droplets");
  const total: number = meta.total;
  for (const { id, status } of droplets) {
    const number: number = id;
    if (status === "active") return `${number} of ${total}`;
    // The API may answer with a value that the document does not have.
    if (status === "hibernating") return "asleep";
    // @ts-expect-error a status is text
    if (status === 1) return "never";
  }
  // @ts-expect-error the answer has no such field
  const wrong = (await client.request("GET /v2/droplets")).dropletz;
  const nothing: undefined = await client.request("DELETE /v2/droplets/{droplet_id}", { path: { droplet_id: 1 } });
  const { data, response } = await client.request("GET /v2/account").withResponse();
  return `${data.account.email} ${response.status} ${String(nothing)} ${String(wrong)}`;
}

export async function options(signal: AbortSignal): Promise<void> {
  await client.request("GET /v2/account", { signal, timeout: 1_000 });
  // @ts-expect-error milliseconds are a number
  await client.request("GET /v2/account", { timeout: "1s" });
  // @ts-expect-error no such option
  await client.request("GET /v2/account", { timeoutt: 1_000 });
}

export async function lists(): Promise<string[]> {
  const names: string[] = [];
  for await (const size of client.paginate("GET /v2/sizes")) names.push(size.slug);
  for await (const { name } of client.paginate("GET /v2/droplets", { query: { tag_name: "web" } })) names.push(name);
  // @ts-expect-error the answer is no list
  client.paginate("GET /v2/account");
  // @ts-expect-error no such parameter
  client.paginate("GET /v2/droplets", { query: { tag: "web" } });
  return names;
}
