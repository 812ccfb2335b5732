// The rules about what HAProxy checks beyond a single line, in the order in which they run.
import type { HaproxyRule } from '../../haproxy/rule';
import { badSectionName } from './bad-section-name';
import { duplicateProxy } from './duplicate-proxy';
import { duplicateSection } from './duplicate-section';
import { duplicateServer } from './duplicate-server';
import { experimentalKeyword } from './experimental-keyword';
import { externalCheckSetup } from './external-check-setup';
import { ignoredCheckRules } from './ignored-check-rules';
import { incompatibleBackendMode } from './incompatible-backend-mode';
import { incompleteEmailAlert } from './incomplete-email-alert';
import { legacyMailers } from './legacy-mailers';
import { logFormatWithoutLog } from './log-format-without-log';
import { misplacedRule } from './misplaced-rule';
import { missingBind } from './missing-bind';
import { missingTimeouts } from './missing-timeouts';
import { mixedDefaults } from './mixed-defaults';
import { needsHttpMode } from './needs-http-mode';
import { refusedSection } from './refused-section';
import { repeatedGlobal } from './repeated-global';
import { repeatedInspectDelay } from './repeated-inspect-delay';
import { transparentAndBalance } from './transparent-and-balance';
import { undefinedAcl } from './undefined-acl';
import { undefinedBackend } from './undefined-backend';
import { undefinedDefaults } from './undefined-defaults';
import { undefinedReference } from './undefined-reference';
import { unroutableUpgrade } from './unroutable-upgrade';
import { unsuitableDefaults } from './unsuitable-defaults';
import { unsupportedPrefix } from './unsupported-prefix';
import { unusedServers } from './unused-servers';
import { weakDhDefault } from './weak-dh-default';

export const wholeFileRules: readonly HaproxyRule[] = [
  badSectionName,
  unsupportedPrefix,
  refusedSection,
  duplicateProxy,
  duplicateSection,
  undefinedDefaults,
  mixedDefaults,
  unsuitableDefaults,
  undefinedAcl,
  undefinedReference,
  undefinedBackend,
  incompatibleBackendMode,
  missingBind,
  missingTimeouts,
  logFormatWithoutLog,
  unusedServers,
  needsHttpMode,
  transparentAndBalance,
  repeatedInspectDelay,
  unroutableUpgrade,
  duplicateServer,
  experimentalKeyword,
  externalCheckSetup,
  ignoredCheckRules,
  incompleteEmailAlert,
  legacyMailers,
  misplacedRule,
  repeatedGlobal,
  weakDhDefault,
];
