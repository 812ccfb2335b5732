// A TLS server on loopback that stands for an API server and records what it is asked. Needs the program openssl for its certificate.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

/** A key and a certificate of its own making, valid for a day. */
export function selfSigned(): { key: Buffer; cert: Buffer } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'haconf-tls-'));
  try {
    const args = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1', '-subj', '/CN=kube-apiserver', '-addext', 'subjectAltName=DNS:kubernetes,IP:127.0.0.1'];
    const made = spawnSync('openssl', [...args, '-keyout', path.join(folder, 'key.pem'), '-out', path.join(folder, 'cert.pem')], { encoding: 'utf8' });
    if (made.status !== 0) throw new Error(made.stderr);
    return { key: readFileSync(path.join(folder, 'key.pem')), cert: readFileSync(path.join(folder, 'cert.pem')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface ApiServer {
  readonly port: number;
  /** `GET /healthz` and so on, in order. */
  readonly requests: string[];
  /** Connections that did not become TLS. */
  readonly failures: string[];
  /** What it answers to health checks: 200 by default. */
  status: number;
  close(): Promise<void>;
}

/** Starts one on a free port of 127.0.0.1. */
export async function startApiServer(identity: { key: Buffer; cert: Buffer }): Promise<ApiServer> {
  const requests: string[] = [];
  const failures: string[] = [];
  const state = { status: 200 };
  const server = createHttps(identity, (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.writeHead(state.status, { 'Content-Type': 'text/plain' });
    response.end(state.status === 200 ? 'ok' : 'etcd failed');
  });
  server.on('tlsClientError', (error) => failures.push(error.message));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    failures,
    get status() {
      return state.status;
    },
    set status(value) {
      state.status = value;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A port of 127.0.0.1 that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
