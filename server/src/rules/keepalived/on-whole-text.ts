// For rules that say what is missing or not defined: what a text lacks is only known once all of it is there.
import type { Rule } from '../../core/rule';
import type { KeepalivedModel } from '../../keepalived/model';

/** The rule, silent while a block is still open (it is being written), and where the daemon reads more than can be seen: files that are not here, the file that includes this one. */
export function onWholeText(rule: Rule<KeepalivedModel>): Rule<KeepalivedModel> {
  const { check, checkPart } = rule;
  const whole = (model: KeepalivedModel) => model.file.closed && !model.tree.incomplete;
  return {
    ...rule,
    ...(check ? { check: (model, report) => (whole(model) ? check.call(rule, model, report) : undefined) } : {}),
    ...(checkPart ? { checkPart: (model, part, report) => (whole(model) ? checkPart(model, part, report) : undefined) } : {}),
  };
}
