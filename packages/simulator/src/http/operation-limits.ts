/** A limit that operations have beside the account's own. All that are named count together. */
interface OperationLimit {
  readonly name: string;
  readonly operations: readonly string[];
  /** As many requests, */
  readonly requests: number;
  /** within so many milliseconds. */
  readonly within: number;
  /** As how many requests one of them counts; 1 without. */
  readonly cost?: (body: unknown) => number;
}

/** Of the limits of one operation the last is the one that the headers of its answer tell of. */
const OPERATION_LIMITS: readonly OperationLimit[] = [
  { name: "list of SSH keys", operations: ["sshKeys_list"], requests: 10, within: 60_000 },
  { name: "files to purge", operations: ["cdn_purge_cache"], requests: 50, within: 20_000, cost: filesOf },
  {
    name: "CDN endpoints",
    operations: [
      "cdn_list_endpoints",
      "cdn_create_endpoint",
      "cdn_get_endpoint",
      "cdn_update_endpoints",
      "cdn_delete_endpoint",
      "cdn_purge_cache",
    ],
    requests: 5,
    within: 10_000,
  },
];

export function limitsOf(operation: string): readonly OperationLimit[] {
  return OPERATION_LIMITS.filter(({ operations }) => operations.includes(operation));
}

function filesOf(body: unknown): number {
  const { files } = body as { files?: unknown };
  return Array.isArray(files) ? files.length : 0;
}
