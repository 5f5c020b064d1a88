// Makes sure that the servers which the tests start on loopback are here: `node scripts/servers.mjs`.
// On Debian and its relatives, and as root, it installs what is missing; elsewhere it says what to install.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./command.mjs";

const SERVERS = [
  { program: "sshd", package: "openssh-server" },
  { program: "ssh", package: "openssh-client" },
  { program: "redis-server", package: "redis-server" },
];

let missing = SERVERS.filter(({ program }) => !isThere(program));
const packages = missing.map((server) => server.package);
if (missing.length > 0 && isThere("apt-get") && process.getuid?.() === 0) {
  install();
  missing = missing.filter(({ program }) => !isThere(program));
}
if (missing.length > 0) {
  const names = missing.map(({ program }) => program).join(", ");
  console.error(`the tests need ${names}; on Debian: apt-get install ${packages.join(" ")}`);
  process.exit(1);
}
console.log(`${SERVERS.map(({ program }) => program).join(", ")}${packages.length > 0 ? ", just installed" : ""}`);

function install() {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args) => {
    const { ok, output } = run(["apt-get", "-q", ...args], { env });
    if (!ok) console.error(output);
    return ok;
  };
  if (apt("update")) apt("install", "-y", "--no-install-recommends", ...packages);
}

// Servers are in folders that not every user has in the PATH.
function isThere(program) {
  const folders = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin", "/sbin"];
  return folders.some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
