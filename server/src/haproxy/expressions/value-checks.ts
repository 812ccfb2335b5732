// Checks of argument values, by the name that the data give; upstream: the val_args callbacks of fetches and converters.
import { text } from '../../core/text';
import type { Arg } from './arguments';
import { fault, type Part, type Run } from './run';
import type { Signature } from './signature';
import { converterChecks } from './value-checks-converters';
import { fetchChecks } from './value-checks-fetches';

/** What a check may ask for. It returns what is wrong, or undefined; `at` is the word that the arguments stand in. */
export interface Values {
  readonly run: Run;
  readonly signature: Signature;
  readonly name: string;
  readonly at: number;
  /** The arguments that were given. */
  readonly args: readonly Arg[];
  /** Text of an argument, empty when it was not given. */
  text(index: number): string;
  /** Number of an argument, 0 when it was not given. */
  number(index: number): number;
  given(index: number): boolean;
}

export type ValueCheck = (values: Values) => string | undefined;

const checks: Readonly<Record<string, ValueCheck>> = { ...fetchChecks, ...converterChecks };

/** Runs the check of a signature; reports what is wrong and tells whether all is well. */
export function checkValues(run: Run, signature: Signature, args: readonly Arg[], at: number, name: string, part: Part): boolean {
  const check = checks[signature.check ?? ''];
  if (!check || (run.match.word(at).opaque && args.length > 0)) return true;
  const values: Values = {
    run,
    signature,
    name,
    at,
    args,
    text: (index) => args[index]?.text ?? '',
    number: (index) => Number(args[index]?.text || 0) || 0,
    given: (index) => args[index] !== undefined,
  };
  const wrong = check(values);
  if (wrong === undefined) return true;
  fault(run, 'wrong-argument', text('`{0}`: {1}', name, wrong), at, { start: part.start, end: Math.max(part.end, part.start + 1) });
  return false;
}
