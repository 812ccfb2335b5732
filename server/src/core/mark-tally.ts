// How many parts hold which marks, so that a part that changes tells what all hold without a look at the others.
import { addMarks, type Marks } from './marks';

/** Counts the sets of marks of parts. Equal parts share their sets, so there are few. */
export class MarkTally {
  private readonly counts = new Map<Marks, { count: number }>();
  private sum: Marks | undefined = undefined;

  /** A part has one set in place of another. */
  exchange(before: Marks | undefined, now: Marks | undefined): void {
    if (before === now) return;
    if (before) this.count(before, -1);
    if (now) this.count(now, 1);
  }

  private count(marks: Marks, by: number): void {
    const known = this.counts.get(marks);
    if (known) known.count += by;
    else this.counts.set(marks, { count: by });
    if (known && known.count !== 0) return;
    if (known) this.counts.delete(marks);
    this.sum = undefined;
  }

  /** The marks that any part holds. */
  all(): Marks {
    if (!this.sum) {
      const sum: number[] = [];
      for (const marks of this.counts.keys()) addMarks(sum, marks);
      this.sum = sum;
    }
    return this.sum;
  }
}
