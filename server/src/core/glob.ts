// File names that match a pattern, folder by folder, as glob(3) does. Looks at nothing itself: what a folder holds is asked for.

/** Whether a pattern is more than a name. */
export function isPattern(name: string): boolean {
  return /[*?[\]]/.test(name);
}

/** One step of a path as a regular expression; undefined when its brackets do not close. */
function stepPattern(step: string): RegExp | undefined {
  let source = '';
  for (let at = 0; at < step.length; at++) {
    const char = step[at] as string;
    if (char === '*') source += '[^/]*';
    else if (char === '?') source += '[^/]';
    else if (char === '[') {
      const close = step.indexOf(']', at + 2);
      if (close < 0) return undefined;
      const inside = step
        .slice(at + 1, close)
        .replace(/\\/g, '\\\\')
        .replace(/^!/, '^');
      source += `[${inside}]`;
      at = close;
    } else source += char.replace(/[\\^$.|+(){}]/g, '\\$&');
  }
  try {
    return new RegExp(`^${source}$`);
  } catch {
    return undefined;
  }
}

const most = 200;

/**
 * Names that match, sorted, written as the pattern is. `entries` tells the names in a folder (a path that ends with `/`, or '' for the one that
 * names are relative to); undefined where it cannot tell.
 */
export function matchingNames(pattern: string, entries: (folder: string) => readonly string[] | undefined): readonly string[] | undefined {
  const steps = pattern.split('/');
  let folders = [''];
  for (const [i, step] of steps.entries()) {
    const last = i === steps.length - 1;
    const next: string[] = [];
    const shape = isPattern(step) ? stepPattern(step) : undefined;
    if (isPattern(step) && !shape) return undefined;
    for (const folder of folders) {
      const end = last ? '' : '/';
      if (!shape) {
        next.push(`${folder}${step}${end}`);
        continue;
      }
      const names = entries(folder);
      if (!names) return undefined;
      for (const name of [...names].sort()) if ((!name.startsWith('.') || step.startsWith('.')) && shape.test(name)) next.push(`${folder}${name}${end}`);
    }
    folders = next.slice(0, most);
  }
  return folders;
}
