// What is known of each part by the headers of all parts in their order, kept until a header changes.
import { finish, type Model } from './model';
import type { Part } from './part';
import { same, sliceOfParts } from './part-index';
import { attempt, isPatient, Unready } from './patience';
import { look, reading } from './reading';
import type { Follower, Records } from './records';

/** Works out what is known of all parts, with pauses; gets what was known before. */
type CourseWork<M extends Model, P extends Part, V> = (model: M, before: ReadonlyMap<P, V>) => Generator<void, ReadonlyMap<P, V>>;

class Course<M extends Model, P extends Part, V> implements Follower {
  private values: ReadonlyMap<P, V> = new Map();
  private pending = true;

  constructor(
    private readonly records: Records,
    private readonly work: CourseWork<M, P, V>,
  ) {}

  follow(_now: readonly Part[], _gone: readonly Part[], headers: boolean): void {
    if (headers) this.pending = true;
  }

  settle(model: Model): boolean {
    if (!this.pending) return false;
    if (isPatient() && this.records.checks.size > sliceOfParts()) throw new Unready(() => this.settleInSteps(model));
    this.takeIn(model);
    return true;
  }

  private *settleInSteps(model: Model): Generator<void> {
    while (this.pending) {
      const steps = this.work(model as M, this.values);
      const found: { values?: ReadonlyMap<P, V> } = {};
      const next = () => {
        const step = reading(undefined, () => steps.next());
        if (step.done) found.values = step.value;
      };
      let lacking = attempt(next);
      for (; !lacking && !found.values; lacking = attempt(next)) {
        yield;
        // Somebody could not wait meanwhile.
        if (!this.pending) return;
      }
      if (lacking) yield* lacking.steps();
      else if (found.values) this.take(found.values);
      yield;
    }
  }

  private takeIn(model: Model): void {
    const before = this.values;
    this.pending = false;
    try {
      this.take(reading(undefined, () => finish(this.work(model as M, before))));
    } catch (error) {
      this.pending = true;
      throw error;
    }
  }

  private take(values: ReadonlyMap<P, V>): void {
    const before = this.values;
    this.pending = false;
    this.values = values;
    if (before.size > 0) for (const [part, value] of values) if (before.has(part) && !same(before.get(part), value)) this.records.touch(part);
  }

  get(model: M, part: P): V | undefined {
    this.settle(model);
    look(part);
    return this.values.get(part);
  }
}

/**
 * Makes something that is known of each part by the headers of all parts in their order, such as what it inherits from. It is worked out anew when a header
 * comes, goes or changes; only parts of which it then tells something else are checked again.
 */
export function headerCourse<M extends Model, P extends Part, V>(work: CourseWork<M, P, V>): (model: M, part: P) => V | undefined {
  const key = {};
  const of = ({ records }: M) => records.follower<Course<M, P, V>>(key) ?? records.addFollower(key, new Course<M, P, V>(records, work));
  return (model, part) => of(model).get(model, part);
}
