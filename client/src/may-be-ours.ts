// A cheap look at a text that saves a start of the server: other programs' .cfg and .conf files mostly hold `[section]` or `name = value` lines.

const mostLines = 60;

/** Whether a text may be one of ours at all. Only ever says no when it is sure; a yes is for the server to confirm. */
export function mayBeOurs(text: string): boolean {
  let lines = 0;
  let assignments = 0;
  let from = 0;
  while (from < text.length && lines < mostLines) {
    const found = text.indexOf('\n', from);
    const end = found < 0 ? text.length : found;
    const line = text.slice(from, Math.min(end, from + 300)).trim();
    from = end + 1;
    if (line === '' || line.startsWith('#') || line.startsWith('!') || line.startsWith(';')) continue;
    lines++;
    if (/^\[[^\]]*\]$/.test(line) || /^[<{]/.test(line)) return false;
    if (/^[\w.-]+\s?=/.test(line)) assignments++;
  }
  return lines > 0 && assignments * 4 <= lines;
}
