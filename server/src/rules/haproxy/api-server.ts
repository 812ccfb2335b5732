// Advice for pools of Kubernetes API servers, gathered.
import type { HaproxyRule } from '../../haproxy/rule';
import { apiServerCheckPath } from './api-server-check-path';
import { apiServerMissingCheckTimeout } from './api-server-missing-check-timeout';
import { apiServerPlaintextCheck } from './api-server-plaintext-check';
import { apiServerPortCollision } from './api-server-port-collision';
import { apiServerShallowCheck } from './api-server-shallow-check';
import { apiServerShortTimeout } from './api-server-short-timeout';
import { apiServerUnchecked } from './api-server-unchecked';
import { logSocketInContainer } from './log-socket-in-container';
import { overriddenHealthCheck } from './overridden-health-check';

export const apiServerRules: readonly HaproxyRule[] = [
  overriddenHealthCheck,
  apiServerUnchecked,
  apiServerShallowCheck,
  apiServerPlaintextCheck,
  apiServerCheckPath,
  apiServerShortTimeout,
  apiServerMissingCheckTimeout,
  apiServerPortCollision,
  logSocketInContainer,
];
