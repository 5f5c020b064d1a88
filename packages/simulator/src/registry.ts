import type { Contract } from "./generated/contract.js";
import type { LifecycleName } from "./lifecycles.js";
import { accountOperations } from "./resources/account.js";
import { actionsOperations } from "./resources/actions.js";
import { dropletActionsEvents, dropletActionsOperations } from "./resources/droplet-actions.js";
import { dropletCreationEvents } from "./resources/droplet-creation.js";
import { dropletDestructionEvents, dropletDestructionOperations } from "./resources/droplet-destruction.js";
import { dropletsOperations } from "./resources/droplets.js";
import { imageActionsEvents, imageActionsOperations } from "./resources/image-actions.js";
import { imagesEvents, imagesOperations } from "./resources/images.js";
import { regionsOperations } from "./resources/regions.js";
import { sizesOperations } from "./resources/sizes.js";
import { snapshotsOperations } from "./resources/snapshots.js";
import { sshKeysOperations } from "./resources/ssh-keys.js";
import { tagsOperations } from "./resources/tags.js";
import { todo } from "./todo.js";
import type { EventHandler } from "./world.js";

/** The operations that are simulated. */
export const simulated = {
  ...accountOperations,
  ...actionsOperations,
  ...dropletsOperations,
  ...dropletActionsOperations,
  ...dropletDestructionOperations,
  ...imagesOperations,
  ...imageActionsOperations,
  ...regionsOperations,
  ...sizesOperations,
  ...snapshotsOperations,
  ...sshKeysOperations,
  ...tagsOperations,
};

/** Every operation of the API: what does it, or that nothing does yet. One that is missing here does not compile. */
export const registry: Contract = { ...simulated, ...todo };

/** What happens when a lifecycle has passed. */
export const events: Readonly<Record<LifecycleName, EventHandler>> = {
  ...dropletCreationEvents,
  ...dropletDestructionEvents,
  ...dropletActionsEvents,
  ...imagesEvents,
  ...imageActionsEvents,
};
