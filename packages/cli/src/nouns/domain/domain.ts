import type { Noun } from "../../command/declare.js";

const domains = async () => await import("./domains.js");
const records = async () => await import("./records.js");

export const domain: Noun = {
  verbs: {
    new: { summary: "add a domain", load: async () => (await domains()).create },
    show: { summary: "show domains", load: async () => (await domains()).show },
    delete: {
      summary: "delete domains with all their records",
      destructive: "asks-on-terminal",
      load: async () => (await domains()).remove,
    },
    "new-record": {
      summary: "add a record to a domain",
      load: async () => (await import("./new-record.js")).newRecord,
    },
    "show-record": { summary: "show the records of a domain", load: async () => (await records()).show },
    "update-record": {
      summary: "change a record of a domain",
      load: async () => (await import("./update-record.js")).updateRecord,
    },
    "delete-record": {
      summary: "delete records of a domain",
      destructive: "asks-on-terminal",
      load: async () => (await records()).remove,
    },
  },
};
