import { describe, expect, it } from "vitest";
import { ResourceFailedError, WaitFailedError, WaitTimeoutError } from "../errors/waiting.js";
import { clientAnswering, clientWith } from "../testing/scripted-client.js";
import { problem } from "../testing/scripted-sender.js";

const body = { name: "web", type: "lets_encrypt" as const, dns_names: ["www.example.com"] };
const certificate = (state: string) => ({ body: { certificate: { id: "c-1", name: "web", state } } });
const failure = (promise: PromiseLike<unknown>): Promise<unknown> =>
  Promise.resolve(promise).then(
    () => undefined,
    (error: unknown) => error,
  );

describe("the readiness of a resource with a status", () => {
  it("is waited for from its creation, by one request a round", async () => {
    const { client, sent } = clientWith(certificate("pending"), certificate("pending"), certificate("verified"));
    expect(await client.certificates.create(body).ready()).toMatchObject({ id: "c-1", state: "verified" });
    expect(sent().map(({ request }) => request)).toEqual([
      "POST /v2/certificates",
      "GET /v2/certificates/c-1",
      "GET /v2/certificates/c-1",
    ]);
  });

  it("need not be waited for", async () => {
    const { client, sent } = clientWith(certificate("pending"));
    expect((await client.certificates.create(body)).state).toBe("pending");
    expect(sent()).toHaveLength(1);
  });

  it("is out of reach once it has failed", async () => {
    const { client } = clientWith(certificate("pending"), certificate("error"));
    const error = await failure(client.certificates.create(body).ready());
    expect(error).toBeInstanceOf(ResourceFailedError);
    expect(error).toMatchObject({ resource: { id: "c-1" }, status: "error" });
  });

  it("does not come from a status that is not known", async () => {
    const { client } = clientAnswering(() => certificate("dreaming"));
    expect(await failure(client.certificates.create(body).ready({ limit: 3_000 }))).toBeInstanceOf(WaitTimeoutError);
  });

  it("bears that the resource is not known yet, but not for ever", async () => {
    const { client } = clientWith(certificate("pending"), problem(404), certificate("verified"));
    expect((await client.certificates.create(body).ready()).state).toBe("verified");
    const { client: other } = clientAnswering((request) =>
      request.startsWith("POST") ? certificate("pending") : problem(404),
    );
    const error = await failure(other.certificates.create(body).ready());
    expect(error).toBeInstanceOf(WaitFailedError);
    expect(error).toMatchObject({ pending: [{ id: "c-1", state: "pending" }] });
  });

  it("of a refused creation fails as that does", async () => {
    const { client } = clientWith(problem(422));
    expect(await failure(client.certificates.create(body).ready())).toMatchObject({ status: 422 });
  });

  it("can be waited for later", async () => {
    const { client } = clientWith(certificate("pending"), certificate("verified"));
    const later = await client.certificates.get("c-1");
    expect((await later.ready()).state).toBe("verified");
  });
});
