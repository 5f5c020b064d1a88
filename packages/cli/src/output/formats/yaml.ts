import { Document, isScalar, visit } from "yaml";
import { plain } from "../fields.js";
import type { Format, ListWriter, Page } from "../format.js";
import { escapeUnsafe, hasUnsafe } from "../printable.js";

/** One YAML document; a list is written element by element. */
export function yamlFormat({ write }: Pick<Page, "write">): Format {
  const value = (value: unknown) => write(toYaml(value));
  const values = () => sequence(write);
  return { tabular: false, value, values, list: values, object: (_, item) => value(item) };
}

function sequence(write: (text: string) => void): ListWriter {
  let count = 0;
  return {
    item(item) {
      write(toYaml([plain(item)]));
      count += 1;
    },
    end(complete) {
      if (count === 0 && complete) write("[]\n");
    },
  };
}

function toYaml(value: unknown): string {
  // Texts that a reader of YAML 1.1 would take for something else (no, 12:30, 1e3) are quoted for it too.
  const document = new Document(plain(value), { compat: "yaml-1.1", aliasDuplicateObjects: false });
  visit(document, (_, node) => {
    // Only in double quotes can such a character be written as an escape.
    if (isScalar(node) && typeof node.value === "string" && hasUnsafe(node.value)) node.type = "QUOTE_DOUBLE";
  });
  return escapeUnsafe(document.toString({ lineWidth: 0 }));
}
