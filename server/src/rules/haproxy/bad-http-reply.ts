// What `http-error` says about a response: one body, its media type, a status that has an error page.
import type { Report, Rule } from '../../core/rule';
import { text } from '../../core/text';
import type { Statement } from '../../core/tree';
import type { HaproxyModel } from '../../haproxy/model';
import { isRefused, isTaken } from '../../haproxy/names';
import { atoi } from '../../haproxy/values/c-numbers';
import { hasErrorPage } from '../../haproxy/values/proxy-words';

/** Words that give the body; upstream: http_parse_http_reply(). */
const bodies = new Set(['errorfiles', 'default-errorfiles', 'errorfile', 'file', 'string', 'lf-file', 'lf-string']);
/** Bodies that are whole responses with a media type and headers of their own. */
const wholes = new Set(['errorfiles', 'default-errorfiles', 'errorfile']);
/** Bodies of which the line alone tells that they are not empty. */
const filled = new Set(['string', 'lf-string', 'lf-file']);
/** Headers that the daemon sets itself. */
const ownHeaders = new Set(['content-length', 'transfer-encoding', 'content-type']);

/** The parts of a reply: word indexes, -1 where one is missing. */
interface Reply {
  readonly status: number;
  readonly type: number;
  readonly body: number;
  /** A second body. */
  readonly surplus: number;
  readonly headers: readonly number[];
}

function replyOf(model: HaproxyModel, line: Statement): Reply {
  const words = model.binding(line).slots.flatMap(({ node, word }) => (node.kind === 'literal' ? [[node.word, word] as const] : []));
  const at = (wanted: string) => words.filter(([name]) => name === wanted).map(([, word]) => word);
  const given = words.filter(([name]) => bodies.has(name)).map(([, word]) => word);
  return { status: at('status').pop() ?? -1, type: at('content-type').pop() ?? -1, body: given[0] ?? -1, surplus: given[1] ?? -1, headers: at('hdr') };
}

/** Why the daemon refuses a reply, and at which word. */
function faultOf(model: HaproxyModel, line: Statement, reply: Reply): { readonly at: number; readonly message: string } | undefined {
  const body = line.words[reply.body]?.text ?? '';
  if (reply.surplus >= 0) return { at: reply.surplus, message: text('`{0}` gives the body already', body) };
  const code = reply.status < 0 ? undefined : line.words[reply.status + 1];
  if (!code) return { at: 0, message: text('`status <code>` is missing') };
  if (!code.opaque && !hasErrorPage(model, atoi(code.text))) return { at: reply.status + 1, message: text('there is no error page for status `{0}`', code.text) };
  return reply.type < 0 && filled.has(body) ? { at: 0, message: text('`content-type <type>` is missing: the response has a body') } : undefined;
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

export const badHttpReply: Rule<HaproxyModel> = {
  id: 'bad-http-reply',
  severity: 'error',
  origin: 'daemon',
  summary: '`http-error` lacks its status or media type, or says too much.',
  check(model, report) {
    for (const line of model.statements('http-error')) {
      if (!isTaken(model, line) || isRefused(model, line) || line.words.some((word) => word.spread)) continue;
      const reply = replyOf(model, line);
      const fault = faultOf(model, line, reply);
      if (fault) report(line, fault.at, fault.message);
      else warnOf(line, reply, report);
    }
  },
};
