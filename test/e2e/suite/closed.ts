// What the extension does to the world around it, in all suites before this one: it starts its language server, and nothing else.
import * as assert from 'node:assert';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { open, serverProcesses, until } from './support';
import { noted } from './watch';

describe('nothing is opened or started', () => {
  it('by the client, but for the server', () => {
    // The suites killed and restarted the server: the watch has seen that.
    assert.ok(noted.length > 0);
    assert.deepStrictEqual(
      [...new Set(noted)].filter((what) => !/^child_process\.(fork|spawn)$/.test(what)),
      [],
    );
  });

  it('by the server', async function () {
    if (process.platform !== 'linux') return this.skip();
    await open('editing/haproxy/edit.cfg');
    const pid = await until('a server runs', () => serverProcesses()[0]);
    const sockets = new Set(
      readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
        try {
          return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
        } catch {
          return [];
        }
      }),
    );
    // Sockets of the network stand in these tables by their number; pipes to the client do not.
    const rows = ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6'].flatMap((table) => {
      try {
        return readFileSync(`/proc/${pid}/net/${table}`, 'utf8').split('\n').slice(1);
      } catch {
        return [];
      }
    });
    assert.deepStrictEqual(
      rows.filter((row) => sockets.has(row.trim().split(/\s+/)[9] ?? '')),
      [],
    );
    const children = execFileSync('ps', ['-A', '-o', 'ppid='], { encoding: 'utf8' })
      .split('\n')
      .filter((ppid) => Number(ppid) === pid);
    assert.deepStrictEqual(children, []);
  });
});
