// A file that is named is not there: advice of both languages. Looks only where the platform can tell.
import type { Mention, ValueTypes } from '../../core/grammar/match';
import type { Slot } from '../../core/grammar/slots';
import type { Model } from '../../core/model';
import type { Part } from '../../core/part';
import type { Report, Rule } from '../../core/rule';
import type { Span } from '../../core/span';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';

/** What a language tells of its files. */
interface Files<M extends Model> {
  readonly types: ValueTypes;
  /** The kind of mentions that are paths. */
  readonly kind?: string;
  /** Whether names without a folder are those of files in another one. */
  elsewhere?(model: M): boolean;
}

/** Names that stand for something else than one file: patterns, addresses, references to what the daemon keeps itself. */
const special = /[*?[\]@%]|^[\w.]+:|^-/;

const none: readonly Slot[] = [];

/** Makes the rule for a language. A path with the parameter `new` is one that the daemon writes. */
export function missingFile<M extends Model>(files: Files<M>): Rule<M, Part> {
  const typesOfFiles = Object.keys(files.types).filter((name) => files.types[name]?.file === true);
  /** The slots of paths among those of a line: most lines share theirs, and have no path. */
  const known = new WeakMap<readonly Slot[], readonly Slot[]>();
  const pathsOf = (slots: readonly Slot[]): readonly Slot[] => {
    let paths = known.get(slots);
    if (!paths) {
      paths = slots.filter(({ node, part }) => node.kind === 'argument' && !part && typesOfFiles.includes(node.type) && !node.params.includes('new'));
      known.set(slots, paths.length > 0 ? paths : (paths = none));
    }
    return paths;
  };
  /** Statements and what stands in their blocks. */
  const checkAll = (model: M, statements: readonly Statement[], report: Report): void => {
    for (const statement of statements) {
      const { slots, mentions } = model.binding(statement);
      if (slots.length > 0 || mentions.length > 0) check(model, statement, pathsOf(slots), mentions, files, report);
      if (statement.body) checkAll(model, statement.body, report);
    }
  };
  return {
    id: 'missing-file',
    severity: 'information',
    origin: 'advice',
    summary: 'A file that is named does not exist, though its folder does.',
    holds: [...typesOfFiles.map((type) => `:${type}`), ...(files.kind === undefined ? [] : [`@${files.kind}`])],
    checkPart(model, part, report) {
      if (!model.options.fileExists) return;
      checkAll(model, [part.header], report);
      if (part.header.body !== part.body) checkAll(model, part.body, report);
    },
  };
}

function check<M extends Model>(model: M, statement: Statement, paths: readonly Slot[], mentions: readonly Mention[], files: Files<M>, report: Report): void {
  if ((paths.length === 0 && (mentions.length === 0 || files.kind === undefined)) || statement.active === false || statement.uncertain) return;
  for (const slot of paths) {
    const word = statement.words[slot.word];
    if (word && !word.opaque) look(model, statement, word.text, word, files, report);
  }
  for (const mention of mentions) if (mention.kind === files.kind && statement.words[mention.word]?.opaque === false) look(model, statement, mention.name, mention, files, report);
}

function look<M extends Model>(model: M, statement: Statement, name: string, span: Span, files: Files<M>, report: Report): void {
  if (name === '' || special.test(name) || model.options.fileExists?.(name) !== false) return;
  if (!name.startsWith('/') && files.elsewhere?.(model)) return;
  report(statement, span, text('there is no file `{0}`', name));
}
