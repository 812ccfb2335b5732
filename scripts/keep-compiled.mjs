// Runs command line and server on typical texts, so that what Node compiles of them lies beside the bundles: see server/src/node/compiled.ts.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
/** Among them what most files of web farms hold: conditions, tables, cookies, checks. */
const typical = [
  'examples/kubeadm-ha/haproxy-1.8/node1/haproxy.cfg',
  'examples/kubeadm-ha/recommended/node1/haproxy.cfg',
  'test/corpus/haproxy/web-farm-1.5.cfg',
  'test/corpus/haproxy/rate-limits-1.8.cfg',
  'test/corpus/haproxy/health-checks-2.2.cfg',
  'test/corpus/haproxy/edge-2.6.cfg',
  'examples/kubeadm-ha/haproxy-1.8/node1/keepalived.conf',
].map((name) => path.join(root, name));

const message = (body) => {
  const text = JSON.stringify({ jsonrpc: '2.0', ...body });
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
};

/** Opens the texts in a server, and ends it once the problems of all are told. */
function serve(server, argument) {
  const child = spawn(process.execPath, [server, argument, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
  let answers = '';
  let ends = false;
  child.stdout.on('data', (data) => {
    answers += data;
    if (ends || answers.split('"textDocument/publishDiagnostics"').length <= typical.length) return;
    ends = true;
    child.stdin.write(message({ id: 2, method: 'shutdown' }) + message({ method: 'exit' }));
  });
  child.stdin.write(message({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } }) + message({ method: 'initialized', params: {} }));
  for (const name of typical)
    child.stdin.write(message({ method: 'textDocument/didOpen', params: { textDocument: { uri: `file://${name}`, languageId: name.endsWith('.cfg') ? 'haproxy' : 'keepalived', version: 1, text: readFileSync(name, 'utf8') } } }));
  return new Promise((resolve) => child.once('exit', resolve));
}

/** Keeps what is compiled of both in the folder of the bundles. */
export async function keepCompiled(folder) {
  // What fits already would be left as it is.
  for (const name of ['cli-main', 'server-main']) rmSync(path.join(folder, `${name}.compiled`), { force: true });
  const argument = `--compiled=${folder}`;
  spawnSync(process.execPath, [path.join(folder, 'cli.cjs'), argument, 'check', ...typical], { stdio: 'ignore' });
  await serve(path.join(folder, 'server.cjs'), argument);
}
