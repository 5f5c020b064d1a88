// An application on a new droplet: the droplet, its domain and A record, then over SSH packages, code, start, and a look
// whether it answers.
import { readFile } from "node:fs/promises";
import { DigitalOcean } from "@doapi/client";
import { connect } from "@doapi/ssh";

const {
  APP_DOMAIN: name = "example.com",
  APP_REPOSITORY: repository = "https://github.com/example/app.git",
  APP_BRANCH: branch = "main",
  APP_DIRECTORY: directory = "/srv/app",
  APP_PORT: port = "8080",
  GIT_TOKEN: token,
  SSH_KEY_FILE: keyFile = `${process.env.HOME}/.ssh/id_ed25519`,
  SSH_USER: user = "root",
  SSH_PORT = "22",
  // The first key of a new droplet is accepted and written down, unless it is known from elsewhere.
  SSH_HOST_KEY: hostKey = "accept-new",
} = process.env;
const client = new DigitalOcean({ endpoint: process.env.DOAPI_ENDPOINT });

const key = await client.sshKeys.create({
  name: `deploy of ${name}`,
  public_key: await readFile(`${keyFile}.pub`, "utf8"),
});
const what = { region: "nyc3", size: "s-1vcpu-1gb", image: "debian-13-x64", ssh_keys: [key.id], tags: ["app"] };
const droplet = await client.droplets.create({ name: "app-1", ...what }).ready();
console.log(`${droplet.name} has the address ${droplet.ipv4Address}`);

const domain = await client.domains.create({ name });
const record = await domain.records().create({ type: "A", name: "app", data: droplet.ipv4Address, ttl: 300 });
console.log(`${record.name}.${domain.name} leads there`);

const ssh = await connect(droplet, { user, port: Number(SSH_PORT), keyFile, hostKey });
try {
  // A step that fails is an error with its exit code: nothing goes on after it.
  await ssh.apt.update();
  await ssh.apt.install(["git", "nodejs"]);
  await ssh.gitClone(repository, directory, { branch, token });
  await ssh.cd(directory);
  await ssh.upload(Buffer.from(`APP_NAME=${name}\n`), ".env", { mode: 0o600 });
  const pid = await ssh.start(["node", "server.js"], { log: "app.log", environment: { PORT: port } });
  const answer = await ssh.curl(`http://127.0.0.1:${port}/`, { retries: 10 });
  console.log(`process ${pid} answers: ${answer.trim()}`);
} finally {
  await ssh.close();
}
