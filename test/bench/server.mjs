// From the start of the server to the first problems of a document, beside a Node that does nothing.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { median, program, round } from './measure.mjs';

const message = (body) => {
  const text = JSON.stringify({ jsonrpc: '2.0', ...body });
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
};

/** CPU time in ms that a running process has spent in all its threads; undefined where the system does not tell. */
function spent(pid) {
  const threads = `/proc/${pid}/task`;
  if (!existsSync(`/proc/${pid}/schedstat`)) return undefined;
  return readdirSync(threads).reduce((sum, id) => sum + Number(readFileSync(`${threads}/${id}/schedstat`, 'utf8').split(' ')[0]) / 1e6, 0);
}

function once(server, text, node) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, [...node, server, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
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
        const wall = performance.now() - start;
        const cpu = spent(child.pid);
        child.kill();
        resolve({ wall, cpu });
      }
    });
    child.stdin.write(message({ id: 1, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } }));
  });
}

/** Wall and CPU times in ms, and what they are over those of a Node that does nothing. */
export async function startToDiagnostics(server, text, runs, node = []) {
  const times = [];
  const bare = [];
  const bareCpu = program(process.execPath, ['-e', '0'], Math.max(runs, 20));
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    program(process.execPath, ['-e', '0'], 1);
    bare.push(performance.now() - start);
    times.push(await once(server, text, node));
  }
  const wall = median(times.map((one) => one.wall));
  const cpu = times[0].cpu === undefined ? undefined : median(times.map((one) => one.cpu));
  return { wall: round(wall), bareNode: round(median(bare)), over: round(wall - median(bare)), ...(cpu === undefined ? {} : { cpu: round(cpu), bareCpu, cpuOver: round(cpu - bareCpu) }) };
}
