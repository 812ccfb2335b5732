// A file that is named is not there: advice of both languages. Looks only where the platform can tell.
import type { ValueTypes } from '../../core/grammar/match';
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

/** Makes the rule for a language. A path with the parameter `new` is one that the daemon writes. */
export function missingFile<M extends Model>(files: () => Files<M>): Rule<M, Part> {
  return {
    id: 'missing-file',
    severity: 'information',
    origin: 'advice',
    summary: 'A file that is named does not exist, though its folder does.',
    checkPart(model, part, report) {
      if (!model.options.fileExists) return;
      const own = files();
      checkAll(model, [part.header], own, report);
      if (part.header.body !== part.body) checkAll(model, part.body, own, report);
    },
  };
}

/** Statements and what stands in their blocks. */
function checkAll<M extends Model>(model: M, statements: readonly Statement[], files: Files<M>, report: Report): void {
  for (const statement of statements) {
    check(model, statement, files, report);
    if (statement.body) checkAll(model, statement.body, files, report);
  }
}

function check<M extends Model>(model: M, statement: Statement, files: Files<M>, report: Report): void {
  if (statement.active === false || statement.uncertain) return;
  const { slots, mentions } = model.binding(statement);
  for (const slot of slots) {
    const { node } = slot;
    if (node.kind !== 'argument' || files.types[node.type]?.file !== true || node.params.includes('new')) continue;
    const word = statement.words[slot.word];
    if (word && !word.opaque && !slot.part) look(model, statement, word.text, word, files, report);
  }
  if (mentions.length === 0 || files.kind === undefined) return;
  for (const mention of mentions) if (mention.kind === files.kind && statement.words[mention.word]?.opaque === false) look(model, statement, mention.name, mention, files, report);
}

function look<M extends Model>(model: M, statement: Statement, name: string, span: Span, files: Files<M>, report: Report): void {
  if (name === '' || special.test(name) || model.options.fileExists?.(name) !== false) return;
  if (!name.startsWith('/') && files.elsewhere?.(model)) return;
  report(statement, span, text('there is no file `{0}`', name));
}
