// A file that is open in a process of its own, as one is in a server: what the scripts that edit it and ask about it begin with.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Opens a file with what `inside.ts` was built to, and finds its problems; `open` takes in another version of its text. */
export function openFile(inside, name) {
  const parts = createRequire(import.meta.url)(inside);
  parts.tuneEngine(parts.serverFlags);
  const service = parts.createLanguageService(parts.languages.haproxy);
  const text = readFileSync(name, 'utf8');
  // One object: with other settings all would be worked out anew.
  const settings = { target: '2.6' };
  let file;
  const open = (now) => {
    file = service.open(now, '/x', settings, file);
    const problems = file.problems();
    return { subject: file.subject('file:///x'), problems };
  };
  return { parts, text, open, first: open(text) };
}
