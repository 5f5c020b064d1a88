import type { DatabaseAutoscaleParams } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { unprocessable } from "../problem.js";
import { putCluster, requireCluster } from "./database-cluster-record.js";
import { madeUpPem } from "./database-secrets.js";

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const updateMaintenanceWindow: Handler<"PUT /v2/databases/{database_cluster_uuid}/maintenance"> = ({
  world,
  path,
  body,
}) => {
  const cluster = requireCluster(world, path.database_cluster_uuid);
  const day = body.day.toLowerCase();
  const [time] = /^(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/.exec(body.hour) ?? [];
  if (!DAYS.includes(day)) throw unprocessable(`invalid day: it must be one of ${DAYS.join(", ")}.`);
  if (time === undefined) throw unprocessable("invalid hour: it must be a time such as 14:00.");
  const hour = time.split(":").length === 3 ? time : `${time}:00`;
  putCluster(world, { ...cluster, maintenance_window: { day, hour } });
  return undefined;
};

const getDoSettings: Handler<"GET /v2/databases/{database_cluster_uuid}/do_settings"> = ({ world, path }) => ({
  do_settings: requireCluster(world, path.database_cluster_uuid).do_settings,
});

const updateDoSettings: Handler<"PUT /v2/databases/{database_cluster_uuid}/do_settings"> = ({ world, path, body }) => {
  const cluster = requireCluster(world, path.database_cluster_uuid);
  putCluster(world, { ...cluster, do_settings: { service_cnames: body.do_settings.service_cnames ?? [] } });
  return undefined;
};

/** Throws the 422 for a growth that does not say when and by how much. */
export function checkAutoscale({ storage }: DatabaseAutoscaleParams = {}): void {
  if (!storage?.enabled) return;
  if (storage.threshold_percent === undefined) throw unprocessable("storage.threshold_percent is required.");
  if (storage.increment_gib === undefined) throw unprocessable("storage.increment_gib is required.");
}

const getAutoscale: Handler<"GET /v2/databases/{database_cluster_uuid}/autoscale"> = ({ world, path }) => ({
  autoscale: requireCluster(world, path.database_cluster_uuid).autoscale,
});

const updateAutoscale: Handler<"PUT /v2/databases/{database_cluster_uuid}/autoscale"> = ({ world, path, body }) => {
  const cluster = requireCluster(world, path.database_cluster_uuid);
  checkAutoscale(body);
  putCluster(world, { ...cluster, autoscale: { ...cluster.autoscale, ...body } });
  return undefined;
};

const getCa: Handler<"GET /v2/databases/{database_cluster_uuid}/ca"> = ({ world, path }) => {
  const { id } = requireCluster(world, path.database_cluster_uuid);
  return { ca: { certificate: Buffer.from(madeUpPem("CERTIFICATE", id)).toString("base64") } };
};

export const databaseSettingsOperations = {
  databases_update_maintenanceWindow: updateMaintenanceWindow,
  databases_get_do_settings: getDoSettings,
  databases_update_do_settings: updateDoSettings,
  databases_get_autoscale: getAutoscale,
  databases_update_autoscale: updateAutoscale,
  databases_get_ca: getCa,
};
