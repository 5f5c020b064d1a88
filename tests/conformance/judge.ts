import { type ErrorObject, type ValidateFunction } from "ajv";
import { Ajv2019 } from "ajv/dist/2019.js";
import addFormats from "ajv-formats";
import { type JsonObject, type Operation, operationsOf, resolve } from "./document.js";
import { jsonSchema, referredSchemas } from "./json-schema.js";

/** What was answered to one request. */
export interface Answer {
  /** The operation that was asked for, for example "GET /v2/droplets/{droplet_id}". */
  readonly route: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** Says in which ways an answer does not fit the document: one line each, none when it fits. */
export type Judge = (answer: Answer) => string[];

export function judgeBy(document: JsonObject): Judge {
  const operations = new Map(operationsOf(document).map((operation) => [operation.route, operation]));
  const validate = validatorOf(document);

  return (answer) => {
    const operation = operations.get(answer.route);
    if (operation === undefined) return [`${answer.route}: the document knows no such operation`];
    return problemsOf(answer, operation).map((problem) => `${answer.route}, ${answer.status}: ${problem}`);
  };

  function problemsOf(answer: Answer, operation: Operation): string[] {
    const response = responseFor(answer, operation);
    if (response === undefined) return ["the document does not know this status here"];
    return [...headerProblems(answer, response), ...bodyProblems(answer, response)];
  }

  function headerProblems({ status, headers }: Answer, response: JsonObject): string[] {
    return Object.entries((response.headers ?? {}) as JsonObject).flatMap(([name, declared]) => {
      const text = headers.get(name);
      // Who is refused before it is known who that is has no limits to be told of.
      if (text === null) return status < 300 ? [`the header ${name} is missing`] : [];
      const { schema } = resolve(document, declared as JsonObject) as { schema: JsonObject };
      const { type } = resolve(document, schema);
      const value: unknown = type === "integer" || type === "number" ? Number(text) : text;
      return validate(schema, value).map((problem) => `header ${name}: ${problem}`);
    });
  }

  function bodyProblems({ headers, body }: Answer, response: JsonObject): string[] {
    const sent = headers.get("content-type")?.split(";")[0];
    const content = (response.content ?? {}) as JsonObject;
    const media = Object.keys(content);
    if (media.length === 0) return body === "" ? [] : ["there should be no body"];
    if (sent === undefined || !media.includes(sent)) return [`it should be ${media.join(" or ")}, not ${sent}`];
    const { schema } = content[sent] as { schema?: JsonObject };
    if (sent === "application/json") return jsonProblems(body, schema ?? {});
    if (body === "") return ["the body is empty"];
    // Of a file, the document can say no more than its type.
    return schema === undefined ? [] : validate(schema, body);
  }

  function jsonProblems(body: string, schema: JsonObject): string[] {
    try {
      return validate(schema, JSON.parse(body));
    } catch (error) {
      if (error instanceof SyntaxError) return [`the body is not JSON: ${error.message}`];
      throw error;
    }
  }
}

/** A success must have a status of its own in the document; a failure can be the one by default. */
function responseFor({ status }: Answer, { responses }: Operation): JsonObject | undefined {
  return responses.get(String(status)) ?? (status >= 400 ? responses.get("default") : undefined);
}

function validatorOf(document: JsonObject): (schema: JsonObject, value: unknown) => string[] {
  // Strict: a keyword or a format that is not understood must not pass for one that is fulfilled.
  const ajv = new Ajv2019({
    allErrors: true,
    strictTypes: false,
    strictRequired: false,
    unicodeRegExp: false,
    schemas: referredSchemas(document),
  });
  addFormats.default(ajv);
  for (const [name, format] of Object.entries(FORMATS)) ajv.addFormat(name, format);
  const compiled = new Map<JsonObject, ValidateFunction>();

  return (schema, value) => {
    const check = compiled.get(schema) ?? ajv.compile(jsonSchema(document, schema));
    compiled.set(schema, check);
    return check(value) ? [] : (check.errors ?? []).map(explain);
  };
}

const whole = (least: number, most: number) => (value: number) =>
  Number.isInteger(value) && value >= least && value <= most;

/** The formats of the document that ajv-formats does not know. */
const FORMATS = {
  uint32: { type: "number", validate: whole(0, 2 ** 32 - 1) },
  uint64: { type: "number", validate: whole(0, 2 ** 64) },
  string: true,
  cidr: /^[\da-f.:]+\/\d{1,3}$/i,
  rfc3164: true,
  rfc5424: true,
} as const;

function explain({ instancePath, message, params }: ErrorObject): string {
  const where = instancePath.replaceAll(/\/\d+(?=\/|$)/g, "/*") || "it";
  const { unevaluatedProperty, allowedValues } = params as { unevaluatedProperty?: string; allowedValues?: unknown[] };
  if (unevaluatedProperty !== undefined) return `${where} has a field that is not documented: ${unevaluatedProperty}`;
  return `${where} ${message}${allowedValues ? `: ${allowedValues.join(", ")}` : ""}`;
}
