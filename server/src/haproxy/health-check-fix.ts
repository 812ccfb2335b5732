// The fix that makes a backend ask its API servers over TLS, in the form that the selected release understands.
import { appendWords, indentOf, insertBefore, removeLine, replaceLine } from '../core/edits';
import type { Edit, Fix } from '../core/problem';
import { parseReleases } from '../core/release';
import { text } from '../core/text';
import { type HealthCheck, parameter } from './health-checks';
import type { HaproxyModel } from './model';
import { haproxyReleases } from './releases';

/** How the check is written. `rules`: `http-check` rules, since 2.2; `option`: one `option httpchk` line and server parameters, accepted by every release. */
type Form = 'rules' | 'option';

const rulesSince = parseReleases(haproxyReleases, '2.2+');
const serverDefaultsSince = parseReleases(haproxyReleases, '1.8+');
const sniSince = parseReleases(haproxyReleases, '1.9+');
/** Where kubeadm keeps the certificate authority of the cluster, and a name that every API server's certificate holds (kubernetes.io, "PKI certificates and requirements"). */
const clusterCa = '/etc/kubernetes/pki/ca.crt';
const clusterName = 'kubernetes.default.svc';

/** The fixes to offer for a backend, the preferred one first. None where a server has no address: words would take its place. */
export function healthCheckFixes(model: HaproxyModel, check: HealthCheck): Fix[] {
  if (check.servers.some(({ line }) => line.words.length < 3)) return [];
  const bit = 1 << model.release;
  const form: Form = rulesSince & bit ? 'rules' : 'option';
  const fixes = ['/healthz', '/readyz', '/livez'].map((path) => ({ ...build(model, check, form, path, false), title: text('Ask GET {0} over TLS', path) }));
  if (sniSince & bit) fixes.push({ ...build(model, check, form, '/healthz', true), title: text('Ask GET /healthz over TLS and verify the certificate') });
  if (form === 'rules') fixes.push({ ...build(model, check, 'option', '/healthz', false), title: text('Ask GET /healthz over TLS, in the form that every release accepts') });
  return fixes.map((fix, i) => (i === 0 ? { ...fix, preferred: true } : fix));
}

function checkLines(form: Form, path: string, verified: boolean): string[] {
  if (form === 'option') return [`option httpchk GET ${path}`, 'http-check expect status 200'];
  return ['option httpchk', verified ? `http-check connect ssl sni ${clusterName}` : 'http-check connect ssl', `http-check send meth GET uri ${path}`, 'http-check expect status 200'];
}

function build(model: HaproxyModel, check: HealthCheck, form: Form, path: string, verified: boolean): Fix {
  const { tree } = model;
  const lines = checkLines(form, path, verified);
  const edits: Edit[] = [];
  const [first, ...others] = check.lines;
  const anchor = check.defaults[0] && check.servers[0] && check.defaults[0].start < check.servers[0].line.start ? check.defaults[0] : check.servers[0]?.line;
  if (first) {
    edits.push(replaceLine(tree, first, lines));
    for (const other of others) edits.push(removeLine(tree, other));
  } else if (anchor) edits.push(insertBefore(tree, anchor, lines, indentOf(tree, anchor)));
  edits.push(...serverEdits(model, check, form, verified));
  return { title: '', safe: false, edits: edits.sort((a, b) => a.start - b.start) };
}

/** What the servers need: `check`, TLS for the check where the rules do not ask for it, and a word about the certificate. */
function serverEdits(model: HaproxyModel, check: HealthCheck, form: Form, verified: boolean): Edit[] {
  const wanted = (tls: boolean, verify: boolean) => {
    const words: string[] = [];
    if (form === 'option' && !tls) words.push('check-ssl');
    if (form === 'option' && verified) words.push(`check-sni ${clusterName}`);
    if (!verify) words.push(verified ? `verify required ca-file ${clusterCa}` : 'verify none');
    return words;
  };
  const shared = serverDefaultsSince & (1 << model.release) ? check.defaults.find((line) => parameter(model, line, 'check') >= 0) : undefined;
  const edits: Edit[] = [];
  if (shared) {
    const words = wanted(
      check.servers.every((server) => server.tls),
      check.servers.every((server) => server.verify),
    );
    if (words.length > 0) edits.push(appendWords(shared, words.join(' ')));
  }
  for (const server of check.servers) {
    const words = shared ? [] : wanted(server.tls, server.verify);
    if (!server.checked) words.unshift('check');
    if (words.length > 0) edits.push(appendWords(server.line, words.join(' ')));
  }
  return edits;
}
