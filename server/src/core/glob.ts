// File names that match a pattern, folder by folder, as glob(3) does. Looks at nothing itself: what a folder holds is asked for.

/** Whether a pattern is more than a name. */
export function isPattern(name: string): boolean {
  return /[*?[\]]/.test(name);
}

/** What may stand at one place of a name; `any`: any number of any characters. */
type Piece = 'any' | ((char: string) => boolean);

/** The characters between brackets; undefined when they are none. */
function charactersOf(inside: string): Piece | undefined {
  try {
    const shape = new RegExp(`^[${inside.replace(/\\/g, '\\\\').replace(/^!/, '^')}]$`, 's');
    return (char) => shape.test(char);
  } catch {
    return undefined;
  }
}

/** One step of a path in pieces; undefined when its brackets do not close. */
function piecesOf(step: string): readonly Piece[] | undefined {
  const pieces: Piece[] = [];
  for (let at = 0; at < step.length; at++) {
    const char = step[at] as string;
    if (char === '*') {
      if (pieces[pieces.length - 1] !== 'any') pieces.push('any');
    } else if (char === '?') pieces.push(() => true);
    else if (char === '[') {
      const close = step.indexOf(']', at + 2);
      const characters = close < 0 ? undefined : charactersOf(step.slice(at + 1, close));
      if (!characters) return undefined;
      pieces.push(characters);
      at = close;
    } else pieces.push((other) => other === char);
  }
  return pieces;
}

/** Whether a name is made of the pieces. Only the last `any` is ever tried again, so that no pattern takes long. */
function fits(pieces: readonly Piece[], name: string): boolean {
  let piece = 0;
  let at = 0;
  let again = -1;
  let from = 0;
  while (at < name.length) {
    const wanted = pieces[piece];
    if (wanted === 'any') {
      again = piece++;
      from = at;
    } else if (wanted?.(name[at] as string)) {
      piece++;
      at++;
    } else if (again >= 0) {
      piece = again + 1;
      at = ++from;
    } else return false;
  }
  return pieces.slice(piece).every((one) => one === 'any');
}

/** Most names, and most steps of a path with a pattern: each may lead into very many folders. */
const most = 200;
const mostSteps = 8;

/**
 * Names that match, sorted, written as the pattern is. `entries` tells the names in a folder (a path that ends with `/`, or '' for the one that
 * names are relative to); undefined where it cannot tell.
 */
export function matchingNames(pattern: string, entries: (folder: string) => readonly string[] | undefined): readonly string[] | undefined {
  const steps = pattern.split('/');
  if (steps.filter(isPattern).length > mostSteps) return undefined;
  let folders = [''];
  for (const [i, step] of steps.entries()) {
    const last = i === steps.length - 1;
    const next: string[] = [];
    const shape = isPattern(step) ? piecesOf(step) : undefined;
    if (isPattern(step) && !shape) return undefined;
    for (const folder of folders) {
      const end = last ? '' : '/';
      if (!shape) {
        next.push(`${folder}${step}${end}`);
        continue;
      }
      const names = entries(folder);
      if (!names) return undefined;
      for (const name of [...names].sort()) if ((!name.startsWith('.') || step.startsWith('.')) && fits(shape, name)) next.push(`${folder}${name}${end}`);
    }
    folders = next.slice(0, most);
  }
  return folders;
}
