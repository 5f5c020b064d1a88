import type { DatabaseMetricsCredentials, DatabasesBasicAuthCredentials } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { unprocessable } from "../problem.js";
import { stableUuid } from "../stable-uuid.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";

/** With what the metrics of all clusters of the account are read. */
type Credentials = Required<DatabasesBasicAuthCredentials>;

const MetricsCredentials: Kind<Credentials> = { name: "database_metrics_credentials" };
const ID = "account";

function originalCredentials(world: World): Credentials {
  const [secret] = stableUuid(world.account, "metrics").split("-");
  return { basic_auth_username: "metrics", basic_auth_password: `made_up_${secret}` };
}

/** The document has them in a further `credentials`, which the API has in requests only. */
const get: Handler<"GET /v2/databases/metrics/credentials"> = ({ world }) => {
  const credentials: DatabaseMetricsCredentials & Credentials =
    world.documents.get(MetricsCredentials, ID) ?? originalCredentials(world);
  return { credentials };
};

const update: Handler<"PUT /v2/databases/metrics/credentials"> = ({ world, body }) => {
  const { basic_auth_username, basic_auth_password } = body.credentials ?? {};
  if (!basic_auth_username) throw unprocessable("credentials.basic_auth_username is required.");
  if (!basic_auth_password) throw unprocessable("credentials.basic_auth_password is required.");
  world.documents.put(MetricsCredentials, ID, { basic_auth_username, basic_auth_password });
  return undefined;
};

export const databaseMetricsOperations = {
  databases_get_cluster_metrics_credentials: get,
  databases_update_cluster_metrics_credentials: update,
};
