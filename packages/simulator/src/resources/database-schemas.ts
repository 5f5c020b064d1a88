import type { DatabasesCreateKafkaSchemaBody, DatabasesGetKafkaSchemaResult } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { notFound, unprocessable } from "../problem.js";
import type { World } from "../world.js";
import { type DatabaseClusterRecord, requireCluster } from "./database-cluster-record.js";
import { requireFeature } from "./database-engines.js";
import {
  findMember,
  type Member,
  memberKind,
  membersIn,
  putMember,
  removeMember,
  requireMember,
} from "./database-members.js";

/** A subject of a schema registry: its versions from the first one, which is version 1. */
interface SubjectRecord extends Member {
  readonly versions: readonly Schema[];
  /** Undefined: the registry's own. */
  readonly compatibility_level?: string;
}

type Schema = Omit<DatabasesCreateKafkaSchemaBody, "subject_name"> & { readonly schema_id: number };

/** What holds for all subjects of a registry that have no level of their own. */
interface RegistryRecord extends Member {
  readonly compatibility_level: string;
}

export const DatabaseSubjects = memberKind<SubjectRecord>("kafka_subject");
export const DatabaseRegistries = memberKind<RegistryRecord>("kafka_registry");

function requireRegistry(world: World, id: string): DatabaseClusterRecord {
  const cluster = requireCluster(world, id);
  requireFeature(cluster, "schema_registry");
  return cluster;
}

function requireSubject(world: World, id: string, name: string): SubjectRecord {
  return requireMember(world, DatabaseSubjects, { cluster: requireRegistry(world, id).id, name });
}

/** A version by its number, or the last one as `latest`. */
function versionOf({ name, versions }: SubjectRecord, wanted: string): DatabasesGetKafkaSchemaResult {
  const number = wanted === "latest" ? versions.length : Number(wanted);
  const schema = versions[number - 1];
  if (!schema) throw notFound("not found");
  return { ...schema, subject_name: name, version: String(number) };
}

/** Protobuf is the only language of schemas that is not JSON. */
function checkSchema({ schema, schema_type }: DatabasesCreateKafkaSchemaBody): void {
  if (schema_type === "PROTOBUF") return;
  try {
    JSON.parse(schema);
  } catch {
    throw unprocessable(`invalid schema: a schema of the type ${schema_type} is JSON.`);
  }
}

const list: Handler<"GET /v2/databases/{database_cluster_uuid}/schema-registry"> = ({ world, path }) => {
  const { id } = requireRegistry(world, path.database_cluster_uuid);
  const subjects = membersIn(world, DatabaseSubjects, id).map((subject) => {
    const { version: _, ...schema } = versionOf(subject, "latest");
    return schema;
  });
  return { subjects };
};

/** What a subject has already is not added again. */
const create: Handler<"POST /v2/databases/{database_cluster_uuid}/schema-registry"> = ({ world, path, body }) => {
  const { id } = requireRegistry(world, path.database_cluster_uuid);
  const { subject_name: name, schema_type, schema } = body;
  if (name.trim() === "") throw unprocessable("subject_name can't be blank.");
  checkSchema(body);
  const subject = findMember(world, DatabaseSubjects, { cluster: id, name }) ?? { cluster: id, name, versions: [] };
  const known = subject.versions.find((each) => each.schema === schema && each.schema_type === schema_type);
  const added = known ?? { schema_id: world.nextNumber("kafka_schema"), schema_type, schema };
  if (!known) putMember(world, DatabaseSubjects, { ...subject, versions: [...subject.versions, added] });
  return { ...added, subject_name: name };
};

const get: Handler<"GET /v2/databases/{database_cluster_uuid}/schema-registry/{subject_name}"> = ({ world, path }) =>
  versionOf(requireSubject(world, path.database_cluster_uuid, path.subject_name), "latest");

const getVersion: Handler<
  "GET /v2/databases/{database_cluster_uuid}/schema-registry/{subject_name}/versions/{version}"
> = ({ world, path }) => versionOf(requireSubject(world, path.database_cluster_uuid, path.subject_name), path.version);

const remove: Handler<"DELETE /v2/databases/{database_cluster_uuid}/schema-registry/{subject_name}"> = ({
  world,
  path,
}) => {
  removeMember(world, DatabaseSubjects, requireSubject(world, path.database_cluster_uuid, path.subject_name));
  return undefined;
};

function registryOf(world: World, { id }: Pick<DatabaseClusterRecord, "id">): RegistryRecord {
  const registry = { cluster: id, name: "registry" };
  return findMember(world, DatabaseRegistries, registry) ?? { ...registry, compatibility_level: "BACKWARD" };
}

const getConfig: Handler<"GET /v2/databases/{database_cluster_uuid}/schema-registry/config"> = ({ world, path }) => {
  const { compatibility_level } = registryOf(world, requireRegistry(world, path.database_cluster_uuid));
  return { compatibility_level };
};

const updateConfig: Handler<"PUT /v2/databases/{database_cluster_uuid}/schema-registry/config"> = ({
  world,
  path,
  body: { compatibility_level },
}) => {
  const registry = registryOf(world, requireRegistry(world, path.database_cluster_uuid));
  putMember(world, DatabaseRegistries, { ...registry, compatibility_level });
  return { compatibility_level };
};

const getSubjectConfig: Handler<"GET /v2/databases/{database_cluster_uuid}/schema-registry/config/{subject_name}"> = ({
  world,
  path,
}) => {
  const { cluster: id, name, ...own } = requireSubject(world, path.database_cluster_uuid, path.subject_name);
  const { compatibility_level } = { ...registryOf(world, { id }), ...own };
  return { subject_name: name, compatibility_level };
};

const updateSubjectConfig: Handler<
  "PUT /v2/databases/{database_cluster_uuid}/schema-registry/config/{subject_name}"
> = ({ world, path, body: { compatibility_level } }) => {
  const subject = requireSubject(world, path.database_cluster_uuid, path.subject_name);
  putMember(world, DatabaseSubjects, { ...subject, compatibility_level });
  return { subject_name: subject.name, compatibility_level };
};

export const databaseSchemasOperations = {
  databases_list_kafka_schemas: list,
  databases_create_kafka_schema: create,
  databases_get_kafka_schema: get,
  databases_get_kafka_schema_version: getVersion,
  databases_delete_kafka_schema: remove,
  databases_get_kafka_schema_config: getConfig,
  databases_update_kafka_schema_config: updateConfig,
  databases_get_kafka_schema_subject_config: getSubjectConfig,
  databases_update_kafka_schema_subject_config: updateSubjectConfig,
};
