// What the programs with a client have in common.

export const job = JSON.parse(process.argv[2]);

/** The client that the job names, on its endpoint. */
export async function createClient() {
  const { create } = await import(`../peers/clients/${job.client}.mjs`);
  return create({ endpoint: job.endpoint, token: "dop_v1_made_up_for_the_benchmark", limits: job.limits });
}

/** Says the result and ends, whatever the client keeps open. */
export function finish(result) {
  process.send(result, () => process.exit(0));
}
