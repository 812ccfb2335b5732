// The check scripts of a Keepalived file that ask an API server: written in the line, or in a file beside the configuration.
import type { Statement } from '../core/tree';
import type { KeepalivedModel } from '../keepalived/model';
import { innerBlocks, lastLine } from '../keepalived/reading';
import { type ScriptFinding, scriptFile, scriptFindings } from './check-script';

export interface FoundInScript extends ScriptFinding {
  /** The `script` line of the vrrp_script. */
  readonly at: Statement;
  /** The name under which the script was read; undefined for a command in the line. */
  readonly file: string | undefined;
}

const cache = new WeakMap<KeepalivedModel, readonly FoundInScript[]>();

/** A script is looked for beside the configuration: where it will lie on the machine need not be where it lies in the workspace. */
function readScript(model: KeepalivedModel, name: string): { readonly file: string; readonly source: string } | undefined {
  const { readFile } = model.options;
  for (const file of [name.replace(/^.*\//, ''), name]) {
    const source = file === '' ? undefined : readFile?.(file);
    if (source !== undefined) return { file, source };
  }
  return undefined;
}

/** What is wrong with the check scripts of a file, in order of the text. */
export function findingsIn(model: KeepalivedModel): readonly FoundInScript[] {
  const known = cache.get(model);
  if (known) return known;
  const found: FoundInScript[] = [];
  for (const block of innerBlocks(model.file, 'vrrp_script')) {
    const at = lastLine(model, block, 'script');
    const command = at?.words[1];
    if (!at || !command || command.opaque) continue;
    const name = scriptFile(command.text);
    const script = name === undefined ? { file: undefined, source: command.text } : readScript(model, name);
    if (!script) continue;
    const label = `${block.header?.words[1]?.text ?? ''} ${name ?? ''}`;
    for (const finding of scriptFindings(script.source, label)) found.push({ ...finding, at, file: script.file });
  }
  cache.set(model, found);
  return found;
}
