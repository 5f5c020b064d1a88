import type { ForwardingRule } from "@doapi/client";
import { texts } from "../../command/declare.js";
import { usage } from "../../failure.js";
import { onlyValue, readPairs, wholeNumber } from "../../input/pairs.js";

const names = [
  "entry_protocol",
  "entry_port",
  "target_protocol",
  "target_port",
  "certificate_id",
  "tls_passthrough",
] as const;

export const rulesOption = texts(
  "--rule <rule>",
  "entry_protocol:http,entry_port:80,target_protocol:http,target_port:8080; may be repeated",
);

export const ruleNotes =
  "A rule has entry_protocol, entry_port, target_protocol and target_port; for TLS also certificate_id or tls_passthrough:true.";

export function readRules(rules: readonly string[]): ForwardingRule[] {
  return rules.map((text) => {
    const pairs = readPairs(text, { what: "rule", names });
    const needed = (name: (typeof names)[number]) => {
      const value = onlyValue(pairs, name);
      if (value === undefined) throw usage(`the rule "${text}" has no ${name}`);
      return value;
    };
    const certificate = onlyValue(pairs, "certificate_id");
    const passthrough = onlyValue(pairs, "tls_passthrough");
    if (passthrough !== undefined && !/^(?:true|false)$/.test(passthrough))
      throw usage("tls_passthrough is true or false");
    return {
      // Which protocols there are is the API's to say.
      entry_protocol: needed("entry_protocol") as "http",
      entry_port: wholeNumber("entry_port", needed("entry_port")),
      target_protocol: needed("target_protocol") as "http",
      target_port: wholeNumber("target_port", needed("target_port")),
      ...(certificate === undefined ? {} : { certificate_id: certificate }),
      ...(passthrough === undefined ? {} : { tls_passthrough: passthrough === "true" }),
    };
  });
}
