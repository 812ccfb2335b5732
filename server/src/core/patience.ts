// Long work in slices: what would take long to be brought up to date says so instead of doing it, and is then done between other work.

/** Thrown where something is asked for that is not ready yet and would take long. */
export class Unready {
  constructor(
    /** Makes it ready, in steps. */
    readonly steps: () => Generator<void>,
  ) {}
}

let patient = false;

/** Whether those who ask can wait: they will ask again. */
export function isPatient(): boolean {
  return patient;
}

/** Does work that can be done again from its beginning; what it lacks, when it lacks something. */
export function attempt(work: () => void): Unready | undefined {
  const before = patient;
  patient = true;
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Unready) return error;
    throw error;
  } finally {
    patient = before;
  }
}

/** Does work that can be done again from its beginning, and between its attempts what it lacks, in steps. */
export function* patiently(work: () => void): Generator<void> {
  for (let lacking = attempt(work); lacking; lacking = attempt(work)) yield* lacking.steps();
}

/** Does work in steps at once. */
export function finish<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Makes what is worked out of something at once, or in steps for those who can wait: they get it when they ask again. */
export function stepwise<K extends object, V>(steps: (about: K) => Generator<void, V>): (about: K) => V {
  const ready = new WeakMap<K, { readonly value: V }>();
  return (about) => {
    const made = ready.get(about);
    // It is made for one who asks: nobody else is to keep it in memory.
    ready.delete(about);
    if (made) return made.value;
    if (!patient) return finish(steps(about));
    throw new Unready(function* () {
      ready.set(about, { value: yield* steps(about) });
    });
  };
}
