// How the engine of Node is asked to work in programs that run briefly or check once in a while: optimising code later costs less than it gains.
import { setFlagsFromString } from 'node:v8';

/**
 * What holds for all programs. The space for young objects does not grow: it stays within the processor's cache, which is quicker, and takes a fifth off
 * the memory of large texts; so little is collected by one thread with less work than by two. Code that is optimised takes in few of the functions that
 * it calls: compiling it costs half as much, and it runs hardly slower. Where objects that stay were made is not counted, as nothing comes of it here.
 * What is alive is not marked beside the work, which that slows down and threads have to help with: in the memory of usual texts it is soon done at once.
 */
const common = ['--semi-space-growth-factor=1', '--no-parallel-scavenge', '--max-inlined-bytecode-size-cumulative=60', '--no-turbo-escape', '--no-turbo-loop-peeling', '--no-allocation-site-pretenuring', '--no-incremental-marking'];

/** The server: optimises at six times V8's own value. Measured on first checks of 10,000 and 50,000 lines. */
export const serverFlags = ['--interrupt-budget=400000', ...common];

/** The command line, which does its work once: optimises at twenty times V8's own value. */
export const commandFlags = ['--interrupt-budget=1500000', ...common];

/** What was asked for since the program started. */
const wanted = new Set<string>();

/** Characters of a text, or bytes of a message that brings one, from which on more room is worth it. */
const large = 4_000_000;

/**
 * Prepares for a text of so many characters, or a message of so many bytes; `all`: with all other open texts. For a very large one the space for young
 * objects may grow: most of what is made of it stays, and copying that in a small space again and again took half of the time. What is alive in much
 * memory is marked in steps: at once it would take long.
 */
export function makeRoom(length: number, all = length): void {
  if (length >= large) wanted.add('--semi-space-growth-factor=16');
  if (all >= large) wanted.add('--incremental-marking');
  tuneEngine([...wanted]);
}

/** Does something that goes by the flags with which the program started. */
export function asAtStart(flags: readonly string[], work: () => void): void {
  tuneEngine(flags);
  try {
    work();
  } finally {
    tuneEngine([...wanted]);
  }
}

/** Asks the engine of this process to work so from now on. */
export function tuneEngine(flags: readonly string[]): void {
  for (const flag of flags) setFlagsFromString(flag);
}
