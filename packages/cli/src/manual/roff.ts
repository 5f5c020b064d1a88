/** Text for a manual page: nothing in it is taken for a request or an escape. */
export function escaped(text: string): string {
  return text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replaceAll(/^(?=[.'])/gm, "\\&");
}

/** Prose, in which `code` is bold. */
export function prose(text: string): string {
  return escaped(text).replaceAll(/`([^`]+)`/g, "\\fB$1\\fR");
}

/** An option or argument as it is declared: what is typed as it stands is bold, what stands for a value is italic. */
export function term(form: string): string {
  return form
    .split(/(<[^>]*>|\[[^\]]*\])/)
    .map((part) => {
      if (/^[<[]/.test(part)) return italic(part);
      return part
        .split(/(, )/)
        .map((word) => (/\S/.test(word) && word !== ", " ? bold(word.trim()) + trailing(word) : word));
    })
    .flat()
    .join("");
}

/** What stands behind `--` in a synopsis. */
export function behindDashes(form: string): string {
  const inner = `${bold("--")} ${italic(`<${form.slice(1, -1)}>`)}`;
  return form.startsWith("[") ? `[${inner}]` : inner;
}

function trailing(word: string): string {
  return word.endsWith(" ") ? " " : "";
}

export function bold(text: string): string {
  return `\\fB${escaped(text)}\\fR`;
}

/** `<name...>` as *name* ..., `[name]` with its brackets. */
function italic(form: string): string {
  const [, name = "", more] = /^[<[](.*?)(\.\.\.)?[\]>]$/.exec(form) ?? [];
  const inner = `\\fI${escaped(name)}\\fR${more === undefined ? "" : " ..."}`;
  return form.startsWith("[") ? `[${inner}]` : inner;
}
