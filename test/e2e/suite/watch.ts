// Notes what the extension's bundle opens or starts, from the first suite on. The extension host itself, and other extensions, do so all the time: who it was stands in the stack.
import { createRequire } from 'node:module';

/** What the bundle used, by module and function. */
export const noted: string[] = [];

const watched: Readonly<Record<string, readonly string[]>> = {
  net: ['connect', 'createConnection', 'createServer'],
  tls: ['connect'],
  dns: ['lookup', 'resolve', 'resolve4', 'resolve6'],
  dgram: ['createSocket'],
  http: ['request', 'get', 'createServer'],
  https: ['request', 'get'],
  http2: ['connect'],
  child_process: ['spawn', 'fork', 'exec', 'execFile', 'spawnSync', 'execSync', 'execFileSync'],
};

function watch(owner: Record<string, unknown>, key: string, name: string): void {
  const real = owner[key];
  if (typeof real !== 'function') return;
  owner[key] = function (this: unknown, ...args: unknown[]) {
    if (/[\\/]dist[\\/]client\.cjs/.test(new Error().stack ?? '')) noted.push(name);
    return new.target ? Reflect.construct(real, args) : real.apply(this, args);
  };
}

const load = createRequire(__filename);
for (const [module, keys] of Object.entries(watched)) for (const key of keys) watch(load(`node:${module}`), key, `${module}.${key}`);
const { Socket } = load('node:net') as typeof import('node:net');
watch(Socket.prototype as unknown as Record<string, unknown>, 'connect', 'net.Socket.connect');
watch(globalThis as unknown as Record<string, unknown>, 'fetch', 'fetch');
