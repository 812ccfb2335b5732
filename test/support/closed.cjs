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
const fs = require('node:fs');
const path = require('node:path');
const forbidden = process.env.HACONF_FORBIDDEN;
/** Files that are opened to be written are refused; those below the folder HACONF_FORBIDDEN are noted. */
function watchOpen(owner, key, name, flagsAt) {
  const real = owner[key];
  owner[key] = function watched(file, ...rest) {
    const flags = flagsAt === undefined ? 'r' : (rest[flagsAt] ?? 'r');
    const writes = typeof flags === 'number' ? (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR)) !== 0 : /[wa+]/.test(flags);
    if (writes && !process.env.HACONF_MAY_WRITE) {
      note(`${name} of ${file}\n`);
      throw new Error(`${name} is closed`);
    }
    if (forbidden && typeof file === 'string' && `${path.resolve(file)}/`.startsWith(`${forbidden}/`)) note(`read ${file}\n`);
    return real.call(this, file, ...rest);
  };
}
for (const [owner, at] of [
  [fs, ''],
  [fs.promises, 'promises.'],
]) {
  watchOpen(owner, 'open', `fs.${at}open`, 0);
  for (const key of ['readFile', 'readdir']) watchOpen(owner, key, `fs.${at}${key}`);
}
watchOpen(fs, 'openSync', 'fs.openSync', 0);
for (const key of ['readFileSync', 'readdirSync']) watchOpen(fs, key, `fs.${key}`);
for (const key of ['writeFile', 'appendFile', 'rm', 'rename', 'mkdir', 'unlink', 'copyFile', 'cp', 'symlink', 'link', 'chmod']) {
  fs.promises[key] = async () => {
    note(`fs.promises.${key}\n`);
    throw new Error(`fs.promises.${key} is closed`);
  };
}
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
