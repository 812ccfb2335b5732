// From the start of the server to the first problems of a document, beside a Node that does nothing.
import { spawn } from 'node:child_process';
import { median, program, round } from './measure.mjs';

const message = (body) => {
  const text = JSON.stringify({ jsonrpc: '2.0', ...body });
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
};

function once(server, text) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
    let got = '';
    child.on('error', reject);
    child.stdout.on('data', (data) => {
      got += data;
      if (got.includes('"id":1,') || got.includes('"id":1}')) {
        got = got.replace(/"id":1[,}]/, '');
        child.stdin.write(message({ method: 'initialized', params: {} }));
        child.stdin.write(message({ method: 'textDocument/didOpen', params: { textDocument: { uri: 'file:///x/haproxy.cfg', languageId: 'haproxy', version: 1, text } } }));
      }
      if (got.includes('textDocument/publishDiagnostics')) {
        child.kill();
        resolve(performance.now() - start);
      }
    });
    child.stdin.write(message({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } }));
  });
}

/** Wall times in ms. */
export async function startToDiagnostics(server, text, runs) {
  const times = [];
  const bare = [];
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    program(process.execPath, ['-e', '0'], 1);
    bare.push(performance.now() - start);
    times.push(await once(server, text));
  }
  return { wall: round(median(times)), bareNode: round(median(bare)), over: round(median(times) - median(bare)) };
}
