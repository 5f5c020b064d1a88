import { DocumentError } from "./document.js";

const SYNTAX = new Set("^$\\.*+?()[]{}|/");

/**
 * Rewrites a pattern so that it also compiles with the `u` flag, which validators set: there `\:` is an error, since only
 * characters with a meaning may be escaped. What the pattern matches stays the same.
 */
export function unicodePattern(pattern: string): string {
  let result = "";
  let inClass = false;
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern.charAt(index);
    if (character === "\\") {
      const escaped = pattern.charAt(++index);
      const isNeeded = /[A-Za-z0-9]/.test(escaped) || SYNTAX.has(escaped) || (inClass && escaped === "-");
      result += isNeeded ? character + escaped : escaped;
      continue;
    }
    if (character === "[") inClass = true;
    if (character === "]") inClass = false;
    result += character;
  }
  try {
    new RegExp(result, "u");
  } catch (cause) {
    throw new DocumentError(`the pattern ${pattern} is no valid regular expression`, { cause });
  }
  return result;
}
