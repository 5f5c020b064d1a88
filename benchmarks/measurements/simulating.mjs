// What the simulator can answer, beside node:http that has its answers ready, and Prism with the API document.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { folder } from "../measure/environment.mjs";
import { runProgram } from "../measure/programs.mjs";
import { differences, inRounds, ratios, spread } from "../measure/rounds.mjs";
import { serve } from "../measure/servers.mjs";

const headers = { authorization: "Bearer dop_v1_made_up" };
const subjects = {
  bare: { label: "node:http, the same bytes", kind: "floor" },
  doapi: { label: "@doapi/simulator", kind: "ours" },
  prism: { label: "Prism, its example", kind: "peer" },
};

export async function measure({ quick, spec }) {
  const rounds = quick ? 2 : 5;
  const simulator = await serve((port) => ["programs/simulator.mjs", JSON.stringify({ port })]);
  const { id } = await simulator.message;
  const paths = { "one droplet": `/v2/droplets/${id}`, "20 droplets": "/v2/droplets", account: "/v2/account" };
  const answers = Object.fromEntries(
    await Promise.all(Object.values(paths).map(async (path) => [path, await answerOf(simulator.url + path)])),
  );
  const commands = {
    bare: (port) => ["programs/bare.mjs", JSON.stringify({ port, answers })],
    doapi: (port) => ["programs/simulator.mjs", JSON.stringify({ port })],
    ...(spec && { prism: (port) => [prism(), "mock", spec, "--port", String(port), "--errors", "false"] }),
  };
  await simulator.stop();
  const values = await inRounds({ names: Object.keys(commands), rounds }, (name) =>
    once(commands[name], {
      paths: name === "prism" ? { "one droplet": "/v2/droplets/3164494" } : paths,
      isOurs: name !== "prism",
      quick,
    }),
  );
  return section({ values, rounds, spec });
}

/** One life of a server: its start, what it answers in a second, its memory after that. */
async function once(command, { paths, isOurs, quick }) {
  const server = await serve(command);
  try {
    // It has to have its droplets, or its document read.
    const started = server.start;
    await answerOf(server.url + Object.values(paths)[0], 100);
    const result = { start: started };
    const load = (job) => runProgram("programs/load.mjs", { connections: 20, duration: quick ? 600 : 2_000, ...job });
    for (const [name, path] of Object.entries(paths)) {
      await load({ url: server.url + path, duration: quick ? 600 : 1_500 });
      const before = isOurs ? await server.cpu() : undefined;
      const { perSecond, all } = await load({ url: server.url + path });
      result[name] = perSecond;
      if (before !== undefined) result[`${name}, CPU`] = ((await server.cpu()) - before) / all;
    }
    if (isOurs) result.unkept = (await load({ url: server.url + Object.values(paths)[0], unique: true })).perSecond;
    return { ...result, memory: server.memory() };
  } finally {
    await server.stop();
  }
}

async function answerOf(url, tries = 1) {
  const response = await fetch(url, { headers });
  const body = await response.text();
  if (response.status === 200) {
    const kept = [...response.headers].filter(([name]) => !["connection", "date", "keep-alive"].includes(name));
    return { headers: Object.fromEntries(kept), body };
  }
  if (tries <= 1) throw new Error(`${url} answered ${response.status}: ${body.slice(0, 300)}`);
  await new Promise((resolve) => {
    setTimeout(resolve, 20);
  });
  return answerOf(url, tries - 1);
}

function prism() {
  const package_ = join(folder, "peers", "node_modules", "@stoplight", "prism-cli");
  return join(package_, JSON.parse(readFileSync(join(package_, "package.json"), "utf8")).bin.prism);
}

function section({ values, rounds, spec }) {
  const names = Object.keys(values);
  const of = (what) => Object.fromEntries(names.map((name) => [name, values[name].map((value) => value[what])]));
  const one = ratios(of("one droplet"), "bare");
  const known = Object.fromEntries(Object.entries(values).filter(([name]) => name !== "prism"));
  const ofKnown = (what) =>
    ratios(Object.fromEntries(Object.keys(known).map((name) => [name, of(what)[name]])), "bare");
  const list = ofKnown("20 droplets");
  const account = ofKnown("account");
  const cpu = ofKnown("one droplet, CPU");
  const unkept = ofKnown("unkept");
  const start = ratios(of("start"), "bare");
  const memory = differences(of("memory"), "bare");
  const overPrism =
    values.prism &&
    spread(values.doapi.map((value, round) => value["one droplet"] / values.prism[round]["one droplet"]));
  return {
    title: "The simulator",
    counted:
      "Answers in a second over 20 kept-alive connections, and the start until it takes connections, as ratios to node:http that " +
      "answers with the same bytes and headers; CPU time of the server for an answer the same way; resident memory after that " +
      "beside it, in MB. Nothing changes the state meanwhile, as while a client polls, and the simulator may keep its answers; " +
      "put together anew are those to requests that are all different. The simulator has 20 droplets and " +
      `its checks on, without the limits of the API. ${rounds} rounds, each with a new process.`,
    columns: [
      "GET one droplet",
      "GET 20 droplets",
      "GET account",
      "its CPU",
      "GET one droplet, put together anew",
      "start",
      "MB more",
    ],
    rows: names.map((name) => ({
      ...subjects[name],
      cells: [one[name], list[name], account[name], cpu[name], unkept[name], start[name], memory[name]],
    })),
    charts: [{ title: "Answers in a second, one droplet (node:http = 1)", column: 0 }],
    goals: [
      { what: "simulator GET over bare node:http", atLeast: 0.5, column: 0 },
      ...(overPrism ? [{ what: "simulator GET over Prism", atLeast: 20, value: overPrism }] : []),
    ],
    notes: spec ? [] : ["Prism was left out: it needs the API document, which is not at hand."],
  };
}
