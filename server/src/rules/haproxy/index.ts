// The rules of HAProxy, in the order in which they run.
import type { HaproxyModel } from '../../haproxy/model';
import type { HaproxyRule } from '../../haproxy/rule';
import { haproxyTypes } from '../../haproxy/values';
import { missingFile } from '../shared/missing-file';
import { apiServerRules } from './api-server';
import { expressionRules } from './expressions';
import { otherSectionRules } from './other-sections';
import { serverLineRules } from './server-lines';
import { singleKeywordRules } from './single-keywords';
import { wholeFileRules } from './whole-file';

const missingFiles = missingFile<HaproxyModel>({ types: haproxyTypes, kind: 'path', elsewhere: (model) => ['crt-base', 'ca-base', 'key-base', 'default-path'].some((keyword) => model.statements(keyword).length > 0) });

export const haproxyRules: readonly HaproxyRule[] = [...wholeFileRules, ...singleKeywordRules, ...expressionRules, ...otherSectionRules, ...serverLineRules, ...apiServerRules, missingFiles];
