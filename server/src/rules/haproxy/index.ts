// The rules of HAProxy, in the order in which they run.
import type { Rule } from '../../core/rule';
import type { HaproxyModel } from '../../haproxy/model';
import { apiServerRules } from './api-server';
import { expressionRules } from './expressions';
import { singleKeywordRules } from './single-keywords';
import { wholeFileRules } from './whole-file';

export const haproxyRules: readonly Rule<HaproxyModel>[] = [...wholeFileRules, ...singleKeywordRules, ...expressionRules, ...apiServerRules];
