import type { KafkaTopicConfig, KafkaTopicUpdate, KafkaTopicVerbose } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { unprocessable } from "../problem.js";
import type { EventHandler, World } from "../world.js";
import { type DatabaseClusterRecord, requireCluster } from "./database-cluster-record.js";
import { requireFeature } from "./database-engines.js";
import {
  addMember,
  type Member,
  memberKey,
  memberKind,
  membersIn,
  putMember,
  removeMember,
  requireMember,
} from "./database-members.js";

interface TopicRecord extends Member {
  readonly state: "active" | "configuring" | "unknown";
  readonly partition_count: number;
  readonly replication_factor: number;
  readonly config: KafkaTopicConfig;
}

export const DatabaseTopics = memberKind<TopicRecord>("kafka_topic");

const DAY = 24 * 60 * 60 * 1000;
/** The largest number that Kafka has for what knows no limit. */
const UNLIMITED = 2 ** 63;
const LEAST_PARTITIONS = 3;
const MOST_PARTITIONS = 2048;
const LEAST_REPLICAS = 2;

const DEFAULTS: Required<KafkaTopicConfig> = {
  cleanup_policy: "delete",
  compression_type: "producer",
  delete_retention_ms: DAY,
  file_delete_delay_ms: 60_000,
  flush_messages: UNLIMITED,
  flush_ms: UNLIMITED,
  index_interval_bytes: 4096,
  max_compaction_lag_ms: UNLIMITED,
  max_message_bytes: 1_048_588,
  message_down_conversion_enable: true,
  message_format_version: "3.0-IV1",
  message_timestamp_type: "create_time",
  min_cleanable_dirty_ratio: 0.5,
  min_compaction_lag_ms: 0,
  min_insync_replicas: 1,
  preallocate: false,
  retention_bytes: -1,
  retention_ms: 7 * DAY,
  segment_bytes: 209_715_200,
  segment_jitter_ms: 0,
  segment_ms: 7 * DAY,
};

function requireKafka(world: World, id: string): DatabaseClusterRecord {
  const cluster = requireCluster(world, id);
  requireFeature(cluster, "topics");
  return cluster;
}

/** A topic after a request, which is being configured with it. */
function configured(cluster: DatabaseClusterRecord, topic: TopicRecord, wanted: KafkaTopicUpdate): TopicRecord {
  const { partition_count = topic.partition_count, replication_factor = topic.replication_factor } = wanted;
  if (partition_count < topic.partition_count || partition_count > MOST_PARTITIONS) {
    throw unprocessable(`invalid partition_count: it is from ${topic.partition_count} to ${MOST_PARTITIONS}.`);
  }
  if (replication_factor < LEAST_REPLICAS || replication_factor > cluster.num_nodes) {
    throw unprocessable(`invalid replication_factor: it is from ${LEAST_REPLICAS} to ${cluster.num_nodes}.`);
  }
  const config = { ...topic.config, ...wanted.config };
  return { ...topic, state: "configuring", partition_count, replication_factor, config };
}

function beginConfiguring(world: World, topic: TopicRecord): void {
  world.schedule("kafka_topic.configure", { topic: topic.name, at: memberKey(topic) });
}

function topicView({ name, state, replication_factor, partition_count, config }: TopicRecord): KafkaTopicVerbose {
  const partitions = Array.from({ length: partition_count }, (_, id) => ({
    id,
    size: 0,
    in_sync_replicas: replication_factor,
    earliest_offset: 0,
    consumer_groups: null,
  }));
  return { name, state, replication_factor, partitions, config };
}

const list: Handler<"GET /v2/databases/{database_cluster_uuid}/topics"> = ({ world, path }) => {
  const { id } = requireKafka(world, path.database_cluster_uuid);
  const topics = membersIn(world, DatabaseTopics, id).map(({ name, state, replication_factor, partition_count }) => ({
    name,
    state,
    replication_factor,
    partition_count,
  }));
  return { topics };
};

const create: Handler<"POST /v2/databases/{database_cluster_uuid}/topics"> = ({ world, path, body }) => {
  const cluster = requireKafka(world, path.database_cluster_uuid);
  if (!/^[\w.-]{1,249}$/.test(body.name)) throw unprocessable(`invalid name: ${body.name} cannot be a topic's name.`);
  const plain: TopicRecord = {
    cluster: cluster.id,
    name: body.name,
    state: "configuring",
    partition_count: LEAST_PARTITIONS,
    replication_factor: LEAST_REPLICAS,
    config: DEFAULTS,
  };
  const topic = addMember(world, DatabaseTopics, configured(cluster, plain, body));
  beginConfiguring(world, topic);
  return { topic: topicView(topic) };
};

const get: Handler<"GET /v2/databases/{database_cluster_uuid}/topics/{topic_name}"> = ({ world, path }) => {
  const { id } = requireKafka(world, path.database_cluster_uuid);
  return { topic: topicView(requireMember(world, DatabaseTopics, { cluster: id, name: path.topic_name })) };
};

const update: Handler<"PUT /v2/databases/{database_cluster_uuid}/topics/{topic_name}"> = ({ world, path, body }) => {
  const cluster = requireKafka(world, path.database_cluster_uuid);
  const topic = requireMember(world, DatabaseTopics, { cluster: cluster.id, name: path.topic_name });
  const changed = putMember(world, DatabaseTopics, configured(cluster, topic, body));
  beginConfiguring(world, changed);
  return { topic: topicView(changed) };
};

const remove: Handler<"DELETE /v2/databases/{database_cluster_uuid}/topics/{topic_name}"> = ({ world, path }) => {
  const { id } = requireKafka(world, path.database_cluster_uuid);
  removeMember(world, DatabaseTopics, { cluster: id, name: path.topic_name });
  return undefined;
};

const ended: EventHandler = (world, { payload, errored }) => {
  const { at }: { at: string } = payload;
  const topic = world.documents.get(DatabaseTopics, at);
  if (topic) putMember(world, DatabaseTopics, { ...topic, state: errored ? "unknown" : "active" });
};

export const databaseTopicsOperations = {
  databases_list_kafka_topics: list,
  databases_create_kafka_topic: create,
  databases_get_kafka_topic: get,
  databases_update_kafka_topic: update,
  databases_delete_kafka_topic: remove,
};

export const databaseTopicsEvents = { "kafka_topic.configure": ended };
