const wait = "-w|--wait --wait-time --wait-interval";
const limits = "--wait-time --wait-interval";
const targets = "-M|--multiple --tag";

/**
 * What the twelve programs of doapi 0.2 for Python took: for each noun its subcommands with their options. A noun without
 * subcommands has the one of the empty name.
 */
export const seedCommands: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  account: { "": "--rate-limit" },
  action: { show: "--in-progress --last", wait: limits, resource: "--in-progress --last" },
  domain: {
    new: "",
    show: "",
    delete: "",
    "new-record": "--priority --port --weight --delete",
    "show-record": "",
    "update-record": "--type --name --data --port --no-port --priority --no-priority --weight --no-weight",
    "delete-record": "",
  },
  droplet: {
    new: `-I|--image -S|--size -R|--region -B|--backups -6|--ipv6 -P|--private-networking -U|--user-data -K|--ssh-key --unique ${wait}`,
    show: targets,
    "enable-backups": `${targets} ${wait}`,
    "disable-backups": `${targets} ${wait}`,
    reboot: `-M|--multiple ${wait}`,
    "power-cycle": `${targets} ${wait}`,
    shutdown: `${targets} ${wait}`,
    "power-off": `${targets} ${wait}`,
    "power-on": `${targets} ${wait}`,
    "password-reset": `-M|--multiple ${wait}`,
    "enable-ipv6": `${targets} ${wait}`,
    "enable-private-networking": `${targets} ${wait}`,
    "show-snapshots": "-M|--multiple",
    backups: "-M|--multiple",
    kernels: "-M|--multiple",
    delete: targets,
    neighbors: "-M|--multiple",
    restore: wait,
    resize: `--disk -M|--multiple ${wait}`,
    rebuild: `-I|--image -M|--multiple ${wait}`,
    rename: `--unique ${wait}`,
    snapshot: `--unique --tag ${wait}`,
    "change-kernel": `-M|--multiple ${wait}`,
    act: `-p|--params ${targets} ${wait}`,
    actions: "--last --in-progress -M|--multiple",
    wait: `-M|--multiple -S|--status --locked --unlocked ${limits}`,
    tag: "-M|--multiple",
    untag: "-M|--multiple",
  },
  "floating-ip": {
    new: `-D|--droplet -R|--region ${wait}`,
    show: "",
    assign: wait,
    unassign: wait,
    act: `-p|--params ${wait}`,
    actions: "--in-progress --last",
    wait: limits,
    delete: "",
  },
  image: {
    show: "-M|--multiple --application --distribution --type --private",
    update: "--unique",
    convert: `-M|--multiple ${wait}`,
    transfer: `-M|--multiple ${wait}`,
    act: `-p|--params -M|--multiple ${wait}`,
    actions: "--in-progress --last -M|--multiple",
    wait: `-M|--multiple ${limits}`,
    delete: "-M|--multiple",
  },
  region: { "": "" },
  request: { "": "-d|--data -D|--dump-header --paginate -X|--request" },
  size: { "": "" },
  "ssh-key": { new: "--unique", show: "-M|--multiple", update: "--unique", delete: "-M|--multiple" },
  tag: { new: "", show: "", update: "", delete: "" },
};

/** What every one of the programs took besides. */
export const universalOptions = "--api-token --api-token-file --endpoint --help --timeout --version";
