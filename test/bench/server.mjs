// From the start of the server to the first problems of a document, beside a Node that does nothing.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { startServer } from './client.mjs';
import { median, program, round } from './measure.mjs';

/** CPU time in ms that a running process has spent in all its threads; undefined where the system does not tell. */
function spent(pid) {
  const threads = `/proc/${pid}/task`;
  if (!existsSync(`/proc/${pid}/schedstat`)) return undefined;
  return readdirSync(threads).reduce((sum, id) => sum + Number(readFileSync(`${threads}/${id}/schedstat`, 'utf8').split(' ')[0]) / 1e6, 0);
}

async function once(server, text, node) {
  const start = performance.now();
  let told;
  const first = new Promise((resolve) => {
    told = resolve;
  });
  const { child, notify, request } = startServer(server, (method) => method === 'textDocument/publishDiagnostics' && told({ wall: performance.now() - start, cpu: spent(child.pid) }), node);
  await request('initialize', { processId: null, rootUri: null, capabilities: {} });
  notify('initialized', {});
  notify('textDocument/didOpen', { textDocument: { uri: 'file:///x/haproxy.cfg', languageId: 'haproxy', version: 1, text } });
  const spentOn = await first;
  child.kill();
  return spentOn;
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
