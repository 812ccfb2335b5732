// A frontend on the API server's own port in front of API servers: both cannot listen on one node.

import { replaceWord } from '../../core/edits';
import { text } from '../../core/text';
import { apiPool, apiServerPort, likelyApiServer, portOf, serversOf } from '../../haproxy/api-servers';
import { backendKinds, type HaproxyRule } from '../../haproxy/rule';

const otherPort = '8443';

export const apiServerPortCollision: HaproxyRule = {
  id: 'api-server-port-collision',
  severity: 'information',
  origin: 'advice',
  summary: 'The frontend listens on the port that kube-apiserver takes on the same node.',
  kinds: backendKinds,
  holds: [likelyApiServer],
  checkPart(model, section, report) {
    const seen = new Set<unknown>();
    const pool = apiPool(model, section);
    if (!pool) return;
    const { backend, frontends } = pool;
    if (!serversOf(model, backend).some((line) => portOf(line) === apiServerPort)) return;
    for (const frontend of frontends) {
      for (const line of frontend.section.body) {
        if (line.active === false || model.binding(line).keyword?.name !== 'bind' || seen.has(line)) continue;
        const address = line.words[1];
        if (!address || address.opaque || !/^(\*|0\.0\.0\.0|::|\[::\])?:6443$/.test(address.text)) continue;
        seen.add(line);
        const newText = address.text.replace(/6443$/, otherPort);
        report(line, 1, text('port {0} is taken by kube-apiserver when HAProxy runs on a control-plane node', apiServerPort), {
          fixes: [{ title: text('Listen on {0}', otherPort), safe: false, edits: [replaceWord(line, 1, newText)] }],
        });
      }
    }
  },
};
