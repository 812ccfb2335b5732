// How many parts hold which marks, so that a part that changes tells what all hold without a look at the others.
import { addMarks, type Marks } from './marks';

/** Counts the sets of marks of parts. Equal parts share their sets, so there are few. */
export class MarkTally {
  private readonly counts = new Map<Marks, number>();
  private sum: Marks | undefined = undefined;

  /** A part has one set in place of another. */
  exchange(before: Marks | undefined, now: Marks | undefined): void {
    if (before === now) return;
    if (before) this.count(before, -1);
    if (now) this.count(now, 1);
  }

  private count(marks: Marks, by: number): void {
    const before = this.counts.get(marks) ?? 0;
    if (before + by === 0) this.counts.delete(marks);
    else this.counts.set(marks, before + by);
    if (before === 0 || before + by === 0) this.sum = undefined;
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
