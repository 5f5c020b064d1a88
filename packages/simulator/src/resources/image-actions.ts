import type { Action } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { unprocessable } from "../problem.js";
import type { EventHandler, World } from "../world.js";
import { type ActionPayload, actionOf, actionsOf, finishAction, isBusy, startAction } from "./actions.js";
import { type ImageRecord, Images } from "./image-record.js";
import { requireOwnImage } from "./images.js";

const subjectOf = ({ id, regions }: ImageRecord) => ({ type: "image" as const, id, region: regions[0] ?? null });

/** The API wraps the action, where its document shows it bare. */
interface Wrapped extends Action {
  action: Action;
}

const imageActionsList: Handler<"GET /v2/images/{image_id}/actions"> = ({ world, path, page }) => {
  const { items, ...rest } = page(actionsOf(world, subjectOf(requireOwnImage(world, path.image_id))));
  return { actions: items, ...rest };
};

const imageActionsGet: Handler<"GET /v2/images/{image_id}/actions/{action_id}"> = ({ world, path }) => {
  const action = actionOf(world, subjectOf(requireOwnImage(world, path.image_id)), path.action_id);
  const answer: Wrapped = { action };
  return answer;
};

const imageActionsPost: Handler<"POST /v2/images/{image_id}/actions"> = ({ world, path, body }) => {
  const image = requireOwnImage(world, path.image_id);
  if (isBusy(world, subjectOf(image))) throw unprocessable("Image already has a pending event.");
  if (body.type === "transfer") checkTransfer(world, image, body.region);
  if (body.type === "convert" && image.type !== "backup") throw unprocessable("Only a backup can be converted.");
  const { type } = body;
  const answer: Wrapped = {
    action: startAction(world, subjectOf(image), { type, lifecycle: `image.${type}`, request: body }),
  };
  return answer;
};

function checkTransfer(world: World, image: ImageRecord, region: string): void {
  if (!world.catalog.regions.get(region)?.available) throw unprocessable("You specified an invalid region.");
  if (image.regions.includes(region)) throw unprocessable("The image is already available in this region.");
}

/** The event that ends an action on an image: `change` gives the image as it is afterwards. */
function ending<Request>(change: (image: ImageRecord, request: Request) => ImageRecord): EventHandler {
  return (world, { payload, errored }) => {
    const { action, resource, request }: ActionPayload<Request> = payload;
    const image = world.documents.get(Images, resource);
    if (image && !errored) world.documents.put(Images, resource, change(image, request));
    finishAction(world, action, errored || !image);
  };
}

export const imageActionsOperations = {
  imageActions_list: imageActionsList,
  imageActions_get: imageActionsGet,
  imageActions_post: imageActionsPost,
};

export const imageActionsEvents = {
  "image.transfer": ending<{ region: string }>((image, { region }) => ({
    ...image,
    regions: [...image.regions, region],
  })),
  "image.convert": ending((image) => ({ ...image, type: "snapshot" })),
};
