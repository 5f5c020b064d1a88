import type { Action } from "@doapi/client";
import { ifThere, isId, type Kind } from "./identify.js";

export const actionKind: Kind<Action> = {
  noun: "action",
  id: (action) => action.id,
  label: (action) => `action ${action.id}`,
  readings: [{ fits: isId, find: (word, { client, signal }) => ifThere(client.actions.get(Number(word), { signal })) }],
};
