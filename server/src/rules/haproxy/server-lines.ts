// Rules on server and bind lines, in the order in which they run.
import type { HaproxyRule } from '../../haproxy/rule';
import { checkedAndTracking } from './checked-and-tracking';
import { duplicateGuid } from './duplicate-guid';
import { duplicateId } from './duplicate-id';
import { healthMode } from './health-mode';
import { incompleteTlsBind } from './incomplete-tls-bind';
import { inheritedFault } from './inherited-fault';
import { layer7WithoutHttp } from './layer7-without-http';
import { mismatchedCheckProtocol } from './mismatched-check-protocol';
import { missingAgentPort } from './missing-agent-port';
import { missingCaFile } from './missing-ca-file';
import { missingCheckPort } from './missing-check-port';
import { mixedPeerTls } from './mixed-peer-tls';
import { peerWithoutAddress } from './peer-without-address';
import { retryWithoutSecret } from './retry-without-secret';
import { tfoWithoutRetry } from './tfo-without-retry';
import { tlsVersions } from './tls-versions';
import { undefinedTrackedServer } from './undefined-tracked-server';
import { unresolvableServer } from './unresolvable-server';
import { unsuitableServerAddress } from './unsuitable-server-address';
import { unusableAttachment } from './unusable-attachment';
import { unusableProtocol } from './unusable-protocol';

export const serverLineRules: readonly HaproxyRule[] = [
  unresolvableServer,
  unsuitableServerAddress,
  duplicateId,
  duplicateGuid,
  checkedAndTracking,
  undefinedTrackedServer,
  missingAgentPort,
  missingCheckPort,
  unusableProtocol,
  unusableAttachment,
  mismatchedCheckProtocol,
  incompleteTlsBind,
  missingCaFile,
  tlsVersions,
  tfoWithoutRetry,
  retryWithoutSecret,
  peerWithoutAddress,
  layer7WithoutHttp,
  healthMode,
  inheritedFault,
  mixedPeerTls,
];
