import { anyArguments, command, flag, text, texts } from "../../command/declare.js";
import { usage } from "../../failure.js";
import { findOperation } from "../../operations/find.js";
import { allOperations } from "../../operations/table.js";
import { arrange } from "./arrange.js";
import { completeOperation } from "./complete.js";
import { explainOperation } from "./explain.js";
import { readFields, readHeaders, readInputBody, splitWords } from "./input.js";
import { listOperations } from "./list.js";
import { sendPages, sendRequest } from "./send.js";

/** Makes a request of any operation of the API, from words. */
export const api = command({
  arguments: {
    words: anyArguments("operation", "an operation's id, or method and path; words such as name=web are fields"),
  },
  options: {
    fields: texts(
      "-f, --field <key=value...>",
      "fields: name=web tags[]=a ports[0][from]=80, typed as the operation has them",
    ),
    jsonFields: texts(
      "-F, --json-field <key=json|@file...>",
      "fields as JSON: 3, true, null, a list; @file for what a file holds",
    ),
    input: text("--input <json|@file|->", "the whole body; @file reads it from a file, - from standard input"),
    headers: texts("-H, --header <name:value>", "a header to send; may be repeated"),
    paginate: flag("--paginate", "read all pages of a list and print their elements as one", {
      conflicts: ["include"],
    }),
    include: flag("-i, --include", "print status and headers of the answer before its body"),
    accessKey: text("--access-key <secret>", "the key for an operation of a model or an agent"),
    list: flag("--list", "list the operations, or those that have all the words in id, path or tag"),
  },
  notes:
    "The fields go where the operation takes them: into the path, the query, a header or the body. `doapi api OPERATION --help` shows them, with the scopes that a token needs.",
  help: explainOperation,
  complete: completeOperation,
  async run(context, { words, fields, jsonFields, input, paginate, include, accessKey, list, ...options }) {
    const split = splitWords({ words, fields, jsonFields });
    if (list) return listOperations(context, words);
    if (split.words.length === 0) {
      throw usage(
        "name an operation, such as droplets_list or GET /v2/droplets",
        "all are listed by: doapi api --list",
      );
    }
    const target = findOperation(split.words, allOperations());
    const { operation } = target;
    const given = await readFields(context.io, split, operation);
    const arranged = arrange(target, given, input !== undefined);
    const body = input === undefined ? arranged.body : await readInputBody(context.io, input, operation);
    if (body === undefined && operation.body?.required === true) {
      throw usage(`${operation.id} needs a body`, `give fields or --input; see: doapi api ${operation.id} --help`);
    }
    const headers = { ...arranged.headers, ...readHeaders(options.headers) };
    const request = { ...arranged, headers, body };
    if (operation.deprecated === true) context.messages.warn(`${operation.id} is deprecated`);
    if (paginate) return sendPages(context, { operation, request, accessKey });
    return sendRequest(context, { operation, request, accessKey, include });
  },
});
