// What is known of each part by the headers of all parts in their order, kept until a header changes.
import type { Model } from './model';
import type { Part } from './part';
import { same, sliceOfParts } from './part-index';
import { attempt, finish, isPatient, Unready } from './patience';
import { look, reading } from './reading';
import type { Follower, Records } from './records';

/** What was worked out of all headers. */
export interface Course<M extends Model, P extends Part, V> {
  readonly values: ReadonlyMap<P, V>;
  /** Takes in that parts came and went; false when that concerns what is known of others, so that all has to be worked out anew. */
  follow(model: M, came: readonly P[], gone: readonly P[]): boolean;
  /** Comes in the place of what was known before. */
  replace(before: this | undefined): void;
}

/** Works out what is known of all parts, with pauses; gets what was known before. */
type CourseWork<M extends Model, C> = (model: M, before: C | undefined) => Generator<void, C>;

/** Headers that are taken in one by one, at most. */
const few = 32;

class Courses<M extends Model, P extends Part, V, C extends Course<M, P, V>> implements Follower {
  private last: C | undefined = undefined;
  private pending = true;
  private came: P[] = [];
  private gone: P[] = [];

  constructor(
    private readonly records: Records,
    private readonly work: CourseWork<M, C>,
  ) {}

  follow(now: readonly Part[], gone: readonly Part[], headers: boolean): void {
    if (!headers || this.pending) return;
    for (const part of gone as readonly P[]) {
      const at = this.came.indexOf(part);
      if (at < 0) this.gone.push(part);
      else this.came.splice(at, 1);
      if (this.gone.length > few) break;
    }
    if (this.came.length + now.length + this.gone.length > few) this.begin();
    else this.came.push(...(now as readonly P[]));
  }

  /** All is to be worked out anew, as far as nobody says otherwise. */
  private begin(): void {
    this.pending = true;
    this.came = [];
    this.gone = [];
  }

  settle(model: Model): boolean {
    const { came, gone, last } = this;
    if (!this.pending && came.length + gone.length === 0) return false;
    if (last && !this.pending) {
      this.begin();
      this.pending = !reading(undefined, () => last.follow(model as M, came, gone));
    }
    if (!this.pending) return true;
    if (isPatient() && this.records.checks.size > sliceOfParts()) throw new Unready(() => this.settleInSteps(model));
    this.takeIn(model);
    return true;
  }

  private *settleInSteps(model: Model): Generator<void> {
    while (this.pending) {
      const steps = this.work(model as M, this.last);
      const found: { course?: C } = {};
      const next = () => {
        const step = reading(undefined, () => steps.next());
        if (step.done) found.course = step.value;
      };
      let lacking = attempt(next);
      for (; !lacking && !found.course; lacking = attempt(next)) {
        yield;
        // Somebody could not wait meanwhile.
        if (!this.pending) return;
      }
      if (lacking) yield* lacking.steps();
      else if (found.course) this.take(found.course);
      yield;
    }
  }

  private takeIn(model: Model): void {
    this.pending = false;
    try {
      this.take(reading(undefined, () => finish(this.work(model as M, this.last))));
    } catch (error) {
      this.pending = true;
      throw error;
    }
  }

  private take(course: C): void {
    const before = this.last;
    this.pending = false;
    this.last = course;
    course.replace(before);
    if (before) for (const [part, value] of course.values) if (before.values.has(part) && !same(before.values.get(part), value)) this.records.touch(part);
  }

  course(model: M): C {
    this.settle(model);
    return this.last as C;
  }
}

/** Something that is known by the headers. */
export interface HeaderCourse<M extends Model, P extends Part, V, C> {
  /** What is known of a part. */
  of(model: M, part: P): V | undefined;
  /** All that is known, for those who note themselves what they look at. */
  course(model: M): C;
}

/**
 * Makes something that is known of each part by the headers of all parts in their order, such as what it inherits from. It follows headers that come and go
 * where these concern nobody else, and is else worked out anew; only parts of which it then tells something else are checked again.
 */
export function headerCourse<M extends Model, P extends Part, V, C extends Course<M, P, V>>(work: CourseWork<M, C>): HeaderCourse<M, P, V, C> {
  const key = {};
  const course = (model: M): C => {
    const { records } = model;
    return (records.follower<Courses<M, P, V, C>>(key) ?? records.addFollower(key, new Courses<M, P, V, C>(records, work))).course(model);
  };
  return {
    of(model, part) {
      const { values } = course(model);
      look(part);
      return values.get(part);
    },
    course,
  };
}
