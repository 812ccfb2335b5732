// What `http-error` and actions such as `return` say about a response: one body, its media type, a status that has an error page.
import { fineMark } from '../../core/marks';
import type { Report } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import { actionOf } from '../../haproxy/actions';
import type { HaproxyModel } from '../../haproxy/model';
import { isRefused, isTaken, statementsIn } from '../../haproxy/names';
import type { HaproxyRule } from '../../haproxy/rule';
import { atoi } from '../../haproxy/values/c-numbers';
import { hasErrorPage } from '../../haproxy/values/proxy-words';
import { isFrom } from '../../haproxy/values/release';

/** Words that give the body; upstream: http_parse_http_reply(). */
const bodies = new Set(['errorfiles', 'default-errorfiles', 'errorfile', 'file', 'string', 'lf-file', 'lf-string']);
/** Bodies that are whole responses with a media type and headers of their own. */
const wholes = new Set(['errorfiles', 'default-errorfiles', 'errorfile']);
/** Bodies of which the line alone tells that they are not empty. */
const filled = new Set(['string', 'lf-string', 'lf-file']);
/** Headers that the daemon sets itself. */
const ownHeaders = new Set(['content-length', 'transfer-encoding', 'content-type']);

/** Lines that may describe a reply. */
const replying = ['http-error', 'http-request', 'http-response'];

/** The parts of a reply: word indexes, -1 where one is missing. */
interface Reply {
  readonly status: number;
  readonly type: number;
  readonly body: number;
  /** A second body. */
  readonly surplus: number;
  readonly headers: readonly number[];
  /** Status of an action that names none; undefined for `http-error`, which must name one. */
  readonly usual: number | undefined;
}

/** The reply that a line describes; undefined when it describes none. */
function replyOf(model: HaproxyModel, line: Statement): Reply | undefined {
  const binding = model.binding(line);
  const usual = actionOf(binding)?.keyword?.entry.extra?.reply;
  if (typeof usual === 'number' ? !isFrom(model, '2.2') : binding.keyword?.name !== 'http-error') return undefined;
  let [count, status, denied, type, body, surplus] = [0, -1, -1, -1, -1, -1];
  let headers: number[] | undefined;
  for (const { node, word } of binding.slots) {
    if (node.kind !== 'literal') continue;
    count++;
    if (node.word === 'status') status = word;
    else if (node.word === 'deny_status' && denied < 0) denied = word;
    else if (node.word === 'content-type') type = word;
    else if (node.word === 'hdr') (headers ??= []).push(word);
    else if (!bodies.has(node.word)) continue;
    else if (body < 0) body = word;
    else if (surplus < 0) surplus = word;
  }
  if (body < 0 && count === 1) body = denied;
  return { status: status < 0 ? denied : status, type, body, surplus, headers: headers ?? [], usual: typeof usual === 'number' ? usual : undefined };
}

/** Why the daemon refuses a reply, and at which word. */
function faultOf(model: HaproxyModel, line: Statement, reply: Reply): { readonly at: number; readonly message: string } | undefined {
  const body = line.words[reply.body]?.text ?? '';
  if (reply.surplus >= 0) return { at: reply.surplus, message: text('`{0}` gives the body already', body) };
  const code = reply.status < 0 ? undefined : line.words[reply.status + 1];
  if (!code && reply.usual === undefined) return { at: 0, message: text('`status <code>` is missing') };
  const status = code?.opaque ? undefined : code ? atoi(code.text) : reply.usual;
  const paged = reply.usual === undefined || body === 'errorfiles' || body === 'default-errorfiles' || body === 'deny_status';
  if (paged && status !== undefined && !hasErrorPage(model, status)) return { at: reply.status + 1, message: text('there is no error page for status `{0}`', status) };
  if (!filled.has(body)) return undefined;
  if ((status === 204 || status === 304) && isFrom(model, '2.3')) return { at: reply.body, message: text('a response of status {0} has no body', status) };
  return reply.type < 0 ? { at: reply.body, message: text('`content-type <type>` is missing: the response has a body') } : undefined;
}

/** Tells what the daemon ignores of a reply. */
function warnOf(line: Statement, { type, body, headers }: Reply, report: Report): void {
  const warn = (word: number, message: string) => report(line, word, message, { severity: 'warning' });
  const kind = line.words[body]?.text ?? '';
  if (type >= 0 && body < 0) warn(type, text('`content-type` is ignored: there is no body'));
  if (wholes.has(kind)) {
    if (type >= 0) warn(type, text('`content-type` is ignored: `{0}` is a whole response', kind));
    if (headers.length > 0) warn(headers[0] as number, text('`hdr` is ignored: `{0}` is a whole response', kind));
    return;
  }
  for (const word of headers) if (ownHeaders.has((line.words[word + 1]?.text ?? '').toLowerCase())) warn(word + 1, text('`{0}` is ignored: HAProxy sets it itself', line.words[word + 1]?.text ?? ''));
}

/** Tells what is wrong with the reply that a line describes. */
function check(model: HaproxyModel, line: Statement, report: Report): void {
  const reply = replyOf(model, line);
  if (!reply || line.words.some((word) => word.spread) || isRefused(model, line)) return;
  const fault = faultOf(model, line, reply);
  if (fault) report(line, fault.at, fault.message);
  else warnOf(line, reply, report);
}

/** Mark of lines of which something is told. */
const faulty = fineMark('faulty-reply', ['http-error', '+reply'], (model: HaproxyModel, line) => {
  let told = false;
  check(model, line, () => {
    told = true;
  });
  return told;
});

export const badHttpReply: HaproxyRule = {
  id: 'bad-http-reply',
  severity: 'error',
  origin: 'daemon',
  summary: 'The description of a response lacks its status or media type, or says too much.',
  releases: '2.2+',
  holds: [faulty],
  checkPart(model, section, report) {
    for (const keyword of replying) for (const line of statementsIn(model, section, keyword)) if (isTaken(model, line)) check(model, line, report);
  },
};
