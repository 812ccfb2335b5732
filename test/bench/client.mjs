// A language client that does little itself, so that what is measured is the server.
import { spawn } from 'node:child_process';

const bodyOf = (body) => Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...body }));

/** A message as it goes over the wire; made before the clock runs where it is large. */
export function message(body) {
  const bytes = bodyOf(body);
  return Buffer.concat([Buffer.from(`Content-Length: ${bytes.length}\r\n\r\n`), bytes]);
}

/** Starts a server. `notified` hears of each notification. */
export function startServer(server, notified, node = []) {
  const child = spawn(process.execPath, [...node, server, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const waiting = new Map();
  let id = 0;
  let chunks = [];
  let size = 0;
  let wanted = 0;
  const take = () => {
    const all = chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
    let at = 0;
    for (;;) {
      const head = all.indexOf('\r\n\r\n', at);
      if (head < 0) break;
      const length = Number(/Content-Length: (\d+)/.exec(all.toString('latin1', at, head))?.[1]);
      wanted = head + 4 + length - at;
      if (all.length - at < wanted) break;
      const { id: answered, method, params, result } = JSON.parse(all.toString('utf8', head + 4, at + wanted));
      if (method === undefined) waiting.get(answered)?.(result);
      else notified(method, params);
      at += wanted;
      wanted = 0;
    }
    chunks = at < all.length ? [all.subarray(at)] : [];
    size = all.length - at;
  };
  child.stdout.on('data', (data) => {
    chunks.push(data);
    size += data.length;
    if (size >= wanted) take();
  });
  const send = (bytes) => child.stdin.write(bytes);
  return {
    child,
    send,
    notify: (method, params) => send(message({ method, params })),
    request(method, params) {
      const own = ++id;
      send(message({ id: own, method, params }));
      return new Promise((resolve) => waiting.set(own, resolve));
    },
  };
}
