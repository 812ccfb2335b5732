// Message texts: templates with numbered arguments, so that a translation can be found by its template.

/** Fills `{0}`, `{1}` ... of a template. The template is the key under which a translation is looked up. */
export function text(template: string, ...args: readonly (string | number)[]): string {
  return args.length === 0 ? template : template.replace(/\{(\d+)\}/g, (whole, n: string) => String(args[Number(n)] ?? whole));
}

/** Joins words for a message: `a`, `b` or `c`; more than `most` words are cut. */
export function listed(words: readonly string[], most = 8): string {
  const shown = words.slice(0, most).map((word) => `\`${word}\``);
  if (words.length > most) return `${shown.join(', ')} ...`;
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} or ${shown[shown.length - 1]}`;
}
