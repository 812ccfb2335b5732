// How the engine of Node is asked to work while another program has the library check a large text. Elsewhere, as in a browser, nothing is asked.

/** Optimises later, takes in few of the functions that are called, marks nothing beside the work: see node/engine.ts, which asks for the same and more. And what V8 does by itself. */
const passing = ['--interrupt-budget=400000', '--max-inlined-bytecode-size-cumulative=60', '--no-incremental-marking'];
const usual = ['--interrupt-budget=67584', '--max-inlined-bytecode-size-cumulative=920', '--incremental-marking'];

/** Characters of a text from which on asking costs less than it gains: some thousand lines. */
const worthIt = 100_000;

/** What is used of Node's `process`: without a module of Node the library runs anywhere. */
interface Process {
  readonly execArgv?: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  getBuiltinModule?(name: string): { setFlagsFromString?(flag: string): void } | undefined;
}

/** Tells the engine of Node; undefined where there is none, or where the program was started with words of its own about this. */
function teller(): ((flags: readonly string[]) => void) | undefined {
  const { process } = globalThis as unknown as { readonly process?: Process };
  const chosen = [...(process?.execArgv ?? []), process?.env?.NODE_OPTIONS ?? ''].join(' ');
  if (['interrupt-budget', 'max-inlined', 'incremental-marking'].some((flag) => chosen.includes(flag))) return undefined;
  const v8 = process?.getBuiltinModule?.('node:v8');
  if (!v8?.setFlagsFromString) return undefined;
  return (flags) => {
    for (const flag of flags) v8.setFlagsFromString?.(flag);
  };
}

/**
 * Does some work on a text of so many characters on behalf of another program, whose engine works as before once it is done: half of a first check of
 * 10,000 lines would go into compiling functions that are done before it pays.
 */
export function forAWhile<T>(length: number, work: () => T): T {
  const tell = length < worthIt ? undefined : teller();
  tell?.(passing);
  try {
    return work();
  } finally {
    tell?.(usual);
  }
}
