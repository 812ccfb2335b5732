// Rules that look at how the machines of a control plane work together. They are rules of Keepalived files.
import type { Rule } from '../../core/rule';
import type { KeepalivedModel } from '../../keepalived/model';
import { onWholeText } from '../keepalived/on-whole-text';
import { checkOnlyWithAddress } from './check-only-with-address';
import { checkWithoutFail } from './check-without-fail';
import { checkWithoutHealthPath } from './check-without-health-path';
import { missingScriptSecurity } from './missing-script-security';
import { weightBelowPriorityGap } from './weight-below-priority-gap';

export const haRules: readonly Rule<KeepalivedModel>[] = [onWholeText(missingScriptSecurity), checkOnlyWithAddress, checkWithoutFail, checkWithoutHealthPath, weightBelowPriorityGap];
