// Loaded before a program (`node --require`): whatever would open a connection, start a program or write a file is noted in the file HACONF_NOTES, and refused.
const { openSync, writeSync, closeSync } = require('node:fs');
const notes = process.env.HACONF_NOTES;

function note(text) {
  const file = openSync(notes, 'a');
  writeSync(file, text);
  closeSync(file);
}

/** Replaces functions of a module by one that tells of its use. */
function close(name, keys) {
  const module = require(`node:${name}`);
  for (const key of keys) {
    module[key] = function refused() {
      note(`${name}.${key}\n`);
      throw new Error(`${name}.${key} is closed`);
    };
  }
}

const { Socket, Server } = require('node:net');
for (const [owner, key] of [
  [Socket.prototype, 'connect'],
  [Server.prototype, 'listen'],
]) {
  owner[key] = () => {
    note(`net ${key}\n`);
    throw new Error(`net ${key} is closed`);
  };
}
close('dns', ['lookup', 'resolve', 'resolve4', 'resolve6', 'reverse', 'lookupService']);
close('dgram', ['createSocket']);
close('tls', ['connect']);
close('http', ['request', 'get']);
close('https', ['request', 'get']);
close('http2', ['connect']);
close('child_process', ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork']);
close('worker_threads', ['Worker']);
close('vm', ['runInContext', 'runInNewContext', 'runInThisContext']);
if (!process.env.HACONF_MAY_WRITE)
  close('fs', [
    'writeFile',
    'writeFileSync',
    'writeSync',
    'appendFile',
    'appendFileSync',
    'createWriteStream',
    'unlink',
    'unlinkSync',
    'rmSync',
    'rm',
    'rename',
    'renameSync',
    'mkdirSync',
    'mkdir',
    'chmodSync',
    'symlinkSync',
    'copyFileSync',
    'cpSync',
  ]);
globalThis.fetch = () => {
  note('fetch\n');
  throw new Error('fetch is closed');
};
