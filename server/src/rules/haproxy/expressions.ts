// The rules about expressions: samples, ACLs, conditions, log formats.
import type { HaproxyRule } from '../../haproxy/rule';
import { badPatternFile } from './bad-pattern-file';
import { duplicateAclId } from './duplicate-acl-id';
import { faultyBalance } from './faulty-balance';
import { faultyForwarded } from './faulty-forwarded';
import { faultyLogFormat } from './faulty-log-format';
import { httpAliasInTcp } from './http-alias-in-tcp';
import { httpFormatInTcp } from './http-format-in-tcp';
import { ignoredRawSample } from './ignored-raw-sample';
import { incompatibleAcl } from './incompatible-acl';
import { missingInspectDelay } from './missing-inspect-delay';
import { undefinedArgument } from './undefined-argument';
import { undefinedCapture } from './undefined-capture';
import { undefinedGroup } from './undefined-group';
import { undefinedServer } from './undefined-server';
import { unusableTable } from './unusable-table';

export const expressionRules: readonly HaproxyRule[] = [
  undefinedArgument,
  undefinedGroup,
  unusableTable,
  duplicateAclId,
  badPatternFile,
  incompatibleAcl,
  ignoredRawSample,
  faultyLogFormat,
  faultyBalance,
  faultyForwarded,
  httpAliasInTcp,
  httpFormatInTcp,
  undefinedCapture,
  undefinedServer,
  missingInspectDelay,
];
