import { operations, type Operation } from "./http/routes.js";
import { registry } from "./registry.js";

/** `COVERAGE.md`: every operation by tag, and whether it is simulated or answers 501. */
export function coverageDocument(): string {
  const all = operations();
  const byTag = new Map<string, Operation[]>();
  for (const operation of all) byTag.set(operation.tag, [...(byTag.get(operation.tag) ?? []), operation]);
  const simulated = all.filter(isSimulated).length;
  return `# What is simulated

${simulated} of ${all.length} operations. The others answer 501 and name themselves.

Written by \`node scripts/coverage.mjs\` from the registry of operations; a test compares the two.

${[...byTag].map(([tag, members]) => section(tag, members)).join("\n")}`;
}

function section(tag: string, members: readonly Operation[]): string {
  const lines = members.map((operation) => {
    const { id, method, path } = operation;
    return `| ${id} | \`${method} ${path}\` | ${isSimulated(operation) ? "simulated" : "501"} |`;
  });
  const done = members.filter(isSimulated).length;
  return `## ${tag}: ${done} of ${members.length}

| Operation | Request | |
| --- | --- | --- |
${lines.join("\n")}
`;
}

function isSimulated({ id }: Operation): boolean {
  return registry[id] !== "todo";
}
