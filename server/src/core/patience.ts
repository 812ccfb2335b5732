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
