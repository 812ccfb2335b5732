// The thread that does the fuzzing: what it is at can be seen from outside, should it hang.
import { parentPort, workerData } from 'node:worker_threads';
import type { Source } from './inputs';
import { poolsOf, runScripts } from './inside';

const { from, count, beat, source } = workerData as { from: number; count: number; beat: SharedArrayBuffer; source?: Source };
/** Seed, and number of texts done. */
const state = new Float64Array(beat);
const port = parentPort;
if (!port) throw new Error('not a worker');
const sources: Record<string, number> = {};
let slowest = { what: '', ms: 0 };
runScripts(
  from,
  count,
  poolsOf(),
  {
    found: (finding) => port.postMessage({ finding }),
    begin: (seed) => {
      state[0] = seed;
    },
    end(inputs, first, longest) {
      state[1] = (state[1] as number) + inputs;
      sources[first] = (sources[first] ?? 0) + inputs;
      if (longest.ms > slowest.ms) slowest = longest;
    },
  },
  source,
);
port.postMessage({ sources, slowest });
