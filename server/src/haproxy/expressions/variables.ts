// Names of variables; upstream: register_name() and vars_fill_desc() of vars.c.
import { text } from '../../core/text';
import type { Run } from './run';

/** Scopes and the release from which on each exists; those with `p` are of the parent stream. */
const scopes: Readonly<Record<string, string>> = {
  sess: '1.6',
  txn: '1.6',
  req: '1.6',
  res: '1.6',
  proc: '1.7',
  check: '2.2',
  psess: '3.1',
  ptxn: '3.1',
  preq: '3.1',
  pres: '3.1',
};

/** The scopes of a release. */
export function scopesOf(since: Run['since']): string[] {
  return Object.keys(scopes).filter((scope) => since(scopes[scope] as string));
}

/** What is wrong with the name of a variable; undefined when it is fine. */
export function variableFault(run: Run, name: string): string | undefined {
  if (name === '') return text('the name of the variable is missing');
  const dot = name.indexOf('.');
  const scope = dot < 0 ? '' : name.slice(0, dot);
  const since = Object.hasOwn(scopes, scope) ? scopes[scope] : undefined;
  if (since === undefined || dot === name.length - 1) return text('`{0}` does not begin with a scope: {1}', name, scopesOf(run.since).join(', '));
  if (!run.since(since)) return text('the scope `{0}` exists since {1}', scope, since);
  const rest = name.slice(dot + 1);
  const wrong = (run.since('1.7') ? /[^\w.]/ : /[^\w]/).exec(rest);
  return wrong ? text('`{0}` may not stand in the name of a variable', wrong[0]) : undefined;
}

/** Conditions under which a variable is set (conditions_array of vars.c). */
export const variableConditions: readonly string[] = ['ifexists', 'ifnotexists', 'ifempty', 'ifnotempty', 'ifset', 'ifnotset', 'ifgt', 'iflt'];
