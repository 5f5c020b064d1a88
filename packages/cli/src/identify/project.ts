import type { Project } from "@doapi/client";
import type { Kind } from "./identify.js";
import { uuidOrName } from "./uuid-or-name.js";

const named = uuidOrName<Project>("project", {
  get: (client, id, options) => client.projects.get(id, options),
  list: ({ client, signal, collection }) => collection("projects", () => client.projects.list({}, { signal }).all()),
});

export const projectKind: Kind<Project> = {
  ...named,
  readings: [
    {
      fits: (word) => word === "default",
      find: async (_, { client, signal }) => [await client.projects.default({ signal })],
    },
    ...named.readings,
  ],
};
