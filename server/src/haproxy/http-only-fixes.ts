// How to mend what only proxies in mode http use: take the line out, or leave it to the proxies that use it.
import { insertAfter, insertBefore, removeLine, replaceLine } from '../core/edits';
import type { Edit, Fix } from '../core/problem';
import { text } from '../core/text';
import type { Statement } from '../core/tree';
import type { HaproxyModel } from './model';
import { keywordAt, modeOf, type Proxy, proxiesOf, setting } from './proxies';

/** Puts a line at the top of a proxy. */
function insertAtTop(model: HaproxyModel, proxy: Proxy, line: string): Edit {
  const first = proxy.section.body[0];
  return first ? insertBefore(model.tree, first, [line]) : insertAfter(model.tree, proxy.section.header, [line], '    ');
}

/** The text of a line without its comment. */
function written(model: HaproxyModel, line: Statement): string {
  return model.tree.source.slice(line.start, line.start + line.length);
}

/** Proxies, other than `defaults`, in which a line decides about its keyword. */
function usersOf(model: HaproxyModel, line: Statement, keyword: string): Proxy[] {
  return proxiesOf(model).filter((proxy) => {
    const found = proxy.kind === 'defaults' ? undefined : setting(model, proxy, [keyword]);
    return found === 'unknown' || found?.line === line;
  });
}

/**
 * Fixes for an option that has no effect in a proxy because of its mode: an own line goes. One of the defaults goes too when no proxy uses it; else the
 * proxy switches it off, or, where the option cannot be switched off, the proxies that use it get it.
 */
export function uselessOptionFixes(model: HaproxyModel, proxy: Proxy, line: Statement): Fix[] {
  const keyword = model.binding(line).keyword;
  if (!keyword) return [];
  const source = written(model, line);
  if (proxy.section.body.includes(line)) return [{ title: text('Remove `{0}`', source), safe: true, edits: [removeLine(model.tree, line)] }];
  const users = usersOf(model, line, keyword.name);
  const modes = users.map((user) => modeOf(model, user));
  if (modes.includes(undefined) || users.some((user) => user.section.header.uncertain)) return [];
  const using = users.filter((_, i) => modes[i] === 'http');
  if (using.length === 0) return [{ title: text('Remove `{0}` from the defaults', source), safe: true, edits: [removeLine(model.tree, line)] }];
  if (keyword.entry.prefix?.includes('no')) return [{ title: text('Switch `{0}` off in {1} `{2}`', keyword.name, proxy.kind, proxy.name), safe: true, edits: [insertAtTop(model, proxy, `no ${keyword.name}`)] }];
  const edits = [removeLine(model.tree, line), ...using.map((user) => insertAtTop(model, user, source))];
  return [{ title: text('Move `{0}` to the proxies in mode http', source), safe: true, edits }];
}

/** The fix for a log format of http requests where connections are logged: what the daemon takes instead, said aloud. */
export function tcpLogFixes(model: HaproxyModel, proxy: Proxy, line: Statement): Fix[] {
  const own = proxy.section.body.includes(line) && keywordAt(line) === 0;
  const edits = [own ? replaceLine(model.tree, line, ['option tcplog']) : insertAtTop(model, proxy, 'option tcplog')];
  return [{ title: own ? text('Replace by `option tcplog`') : text('Add `option tcplog` to {0} `{1}`', proxy.kind, proxy.name), safe: true, edits }];
}
