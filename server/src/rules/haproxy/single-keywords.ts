// The rules about lines of proxies that their grammars cannot say, in the order in which they run.
import type { HaproxyRule } from '../../haproxy/rule';
import { badHttpReply } from './bad-http-reply';
import { checkSteps } from './check-steps';
import { conflictingCookieModes } from './conflicting-cookie-modes';
import { doubledOption } from './doubled-option';
import { duplicateStatsUser } from './duplicate-stats-user';
import { filterOrder } from './filter-order';
import { filterSettings } from './filter-settings';
import { forwardedPortAlone } from './forwarded-port-alone';
import { ignoredTunnel } from './ignored-tunnel';
import { incompleteStickTable } from './incomplete-stick-table';
import { missingDescription } from './missing-description';
import { overriddenLogFormat } from './overridden-log-format';
import { repeatedTimeout } from './repeated-timeout';
import { undefinedFilter } from './undefined-filter';
import { undefinedSequence } from './undefined-sequence';
import { unreachableRule } from './unreachable-rule';
import { unsetStateFile } from './unset-state-file';

export const singleKeywordRules: readonly HaproxyRule[] = [
  conflictingCookieModes,
  incompleteStickTable,
  repeatedTimeout,
  overriddenLogFormat,
  missingDescription,
  checkSteps,
  filterSettings,
  filterOrder,
  ignoredTunnel,
  undefinedFilter,
  undefinedSequence,
  doubledOption,
  badHttpReply,
  forwardedPortAlone,
  unreachableRule,
  unsetStateFile,
  duplicateStatsUser,
];
