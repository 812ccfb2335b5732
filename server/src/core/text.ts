// Message texts: templates with numbered arguments, so that a translation can be found by its template.

/** Characters that steer what shows them: control characters, ends of lines, and those that turn the direction of writing. */
const steering = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
/** Characters that a message shows of a word, and of a list of words. */
const longest = 300;
const longestList = 900;

/** A text for people's eyes: characters that could steer a terminal, an editor or the order of the letters are shown as a point. */
export function printable(text: string): string {
  return text.replace(steering, '·');
}

/** A text between backticks: it cannot end the code that it stands in, nor be longer than a message may be. */
export function quotable(text: string): string {
  const short = text.length > longest ? `${text.slice(0, longest)}...` : text;
  return printable(short).replaceAll('`', "'");
}

/** Fills `{0}`, `{1}` ... of a template. The template is the key under which a translation is looked up. */
export function text(template: string, ...args: readonly (string | number)[]): string {
  return args.length === 0 ? template : template.replace(/\{(\d+)\}/g, (whole, n: string, at: number) => filled(args[Number(n)] ?? whole, template, at));
}

/** An argument as the template shows it. */
function filled(arg: string | number, template: string, at: number): string {
  const whole = String(arg);
  const isQuoted = template.slice(0, at).split('`').length % 2 === 0;
  if (isQuoted) return quotable(whole);
  return printable(whole.length > longestList ? `${whole.slice(0, longestList)}...` : whole);
}

/** Joins words for a message: `a`, `b` or `c`; more than `most` words are cut. */
export function listed(words: readonly string[], most = 8): string {
  const shown = words.slice(0, most).map((word) => `\`${quotable(word)}\``);
  if (words.length > most) return `${shown.join(', ')} ...`;
  return shown.length < 2 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} or ${shown[shown.length - 1]}`;
}
