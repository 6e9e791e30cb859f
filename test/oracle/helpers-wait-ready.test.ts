/** wait-ready against real servers, with curl, with openssl, with bash and with nothing, under every shell. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { freePort } from '../manifests/support/etcd-container.ts';
import { everyHost, fillPath, helperPath, locate } from '../manifests/support/programs.ts';
import { type Ran, run } from '../manifests/support/run.ts';
import { shells } from '../manifests/support/shells.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const directory = temporaryDirectory();
const key = join(directory, 'key');
const cert = join(directory, 'cert');
const request = [
  'req',
  '-x509',
  '-newkey',
  'rsa:2048',
  '-nodes',
  '-days',
  '2',
  '-subj',
  '/CN=x',
  '-keyout',
  key,
  '-out',
  cert,
];
execFileSync(locate('openssl'), request, { stdio: 'ignore' });

/** The tests run at the same time, because they mostly wait; what they opened is closed at the end. */
const open: TcpServer[] = [];
afterAll(() => {
  for (const server of open) server.close();
});

/** The tools that ask, each alone on PATH. */
function pathWith(...tools: string[]): string {
  const path = join(directory, `path-${tools.join('-')}`);
  mkdirSync(path, { recursive: true });
  if (!pathsMade.has(path)) fillPath(path, [...everyHost, ...tools]);
  pathsMade.add(path);
  return path;
}
const pathsMade = new Set<string>();

/** Serves `statuses` one after the other, the last for ever; a number of milliseconds holds for that long instead. */
interface Step {
  readonly status: number;
  /** How long, in milliseconds from the first request; without it for one answer. */
  readonly for?: number;
}

function answers(steps: readonly Step[], seen: string[]): RequestListener {
  let at = 0;
  let since = 0;
  return (incoming, response) => {
    seen.push(incoming.url ?? '');
    since ||= performance.now();
    let step = steps[at];
    while (step?.for !== undefined && performance.now() - since >= step.for && at < steps.length - 1)
      step = steps[++at];
    response.writeHead(step?.status ?? 500).end('some text\nmore\n');
    if (step?.for === undefined && at < steps.length - 1) at++;
  };
}

interface Served {
  readonly port: number;
  readonly seen: string[];
}

async function serve(scheme: 'http' | 'https', steps: readonly Step[], host = '127.0.0.1'): Promise<Served> {
  const seen: string[] = [];
  const listener = answers(steps, seen);
  const server: Server =
    scheme === 'http'
      ? createHttpServer(listener)
      : createHttpsServer({ key: readFileSync(key), cert: readFileSync(cert) }, listener);
  await new Promise<void>((listening) => server.listen(0, host, listening));
  open.push(server);
  return { port: portOf(server.address()), seen };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

function waitReady(path: string, args: string[], env: Record<string, string> = {}): Promise<Ran> {
  return run(helperPath('wait-ready'), args, { env: { PATH: path, ...env } });
}

const ready = { status: 0, stdout: '', stderr: '' };

describe.concurrent.each([
  ['http', 'curl'],
  ['http', 'bash'],
  ['https', 'curl'],
  ['https', 'openssl'],
] as const)('%s through %s', (scheme, tool) => {
  it.each(['127.0.0.1', '::1'])('asks %s for the path', async (host) => {
    const { port, seen } = await serve(scheme, [{ status: 200 }], host);
    const url = `--url=${scheme}://${host === '::1' ? '[::1]' : host}:${port}/healthz?verbose`;
    expect(await waitReady(pathWith(tool), ['--timeout=60', url, '--', 'x'])).toMatchObject(ready);
    expect(seen).toEqual(['/healthz?verbose']);
  });

  it('waits through 403, 500, 404 for 200', async () => {
    const { port, seen } = await serve(
      scheme,
      [403, 500, 404, 200].map((status) => ({ status })),
    );
    expect(await waitReady(pathWith(tool), [`--url=${scheme}://127.0.0.1:${port}/healthz`, '--', 'x'])).toMatchObject(
      ready,
    );
    expect(seen).toHaveLength(4);
  });

  it('gives up with the last status', async () => {
    const { port } = await serve(scheme, [{ status: 500 }]);
    const url = `${scheme}://127.0.0.1:${port}/healthz`;
    const ran = await waitReady(pathWith(tool), ['--timeout=1', `--url=${url}`, '--', 'x']);
    expect(ran).toMatchObject({
      status: 1,
      stderr: `wait-ready: x is not ready after 1 s; waited for ${url} (last status 500)\n`,
    });
  });

  it('is not held up by a server that accepts and says nothing', async () => {
    const server = createTcpServer();
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    open.push(server);
    const url = `${scheme}://127.0.0.1:${portOf(server.address())}/`;
    const ran = await waitReady(pathWith(tool), ['--timeout=2', `--url=${url}`, '--', 'x']);
    expect(ran).toMatchObject({
      status: 1,
      stderr: `wait-ready: x is not ready after 2 s; waited for ${url} (no answer)\n`,
    });
    expect(ran.took).toBeLessThan(60_000);
  });
});

describe.concurrent('401 and 403', () => {
  it.each([401, 403])('%i counts after five seconds of it', async (status) => {
    const { port } = await serve('https', [{ status: 500 }, { status }]);
    const ran = await waitReady(pathWith('curl'), [`--url=https://127.0.0.1:${port}/healthz`, '--', 'x']);
    expect(ran).toMatchObject(ready);
    expect(ran.took).toBeGreaterThan(5000);
  });

  it('do not count while they alternate with others', async () => {
    const { port } = await serve('http', [
      { status: 403, for: 2500 },
      { status: 401, for: 5000 },
      { status: 403, for: 7500 },
      { status: 200 },
    ]);
    const ran = await waitReady(pathWith('curl'), [`--url=http://127.0.0.1:${port}/healthz`, '--', 'x']);
    expect(ran).toMatchObject(ready);
    expect(ran.took).toBeGreaterThan(7400);
  });
});

describe.concurrent.each(shells)('under %s', (_, [shell, ...options]) => {
  it("follows the component's own flags to the port it serves on", async () => {
    const { port, seen } = await serve('http', [{ status: 500 }, { status: 200 }], '::1');
    const args = ['--url=https://127.0.0.1:6443/healthz', '--port-flag=secure-port', '--url=http://127.0.0.1:1/livez'];
    const flags = ['--host-flag=address', '--port-flag=port', '--', 'kube-apiserver'];
    const words = ['--allow-privileged', '--secure-port=0', '--port', '1', '--address', '::1', `-port=${port}`, '*'];
    const command = [...options, helperPath('wait-ready'), ...args, ...flags, ...words];
    expect(await run(shell, command, { env: { PATH: pathWith('curl') } })).toMatchObject(ready);
    expect(seen).toEqual(['/livez', '/livez']);
  });

  it('listens on all addresses means loopback', async () => {
    const { port } = await serve('http', [{ status: 200 }], '::');
    const args = ['--url=http://192.0.2.1:1/', '--host-flag=address', '--port-flag=port', '--', 'x'];
    for (const host of ['0.0.0.0', '::', '']) {
      const command = [...options, helperPath('wait-ready'), ...args, `--address=${host}`, `--port=${port}`];
      expect(await run(shell, command, { env: { PATH: pathWith('curl') } })).toMatchObject(ready);
    }
  });

  it('ends with the main process', async () => {
    const main = spawn('sleep', ['0.7'], { stdio: 'ignore' });
    const command = [...options, helperPath('wait-ready'), '--timeout=0', '--url=http://127.0.0.1:1/', '--', 'x'];
    const ran = await run(shell, command, { env: { PATH: pathWith('curl'), MAINPID: String(main.pid) } });
    expect(ran).toMatchObject({
      status: 1,
      stderr: 'wait-ready: x ended before it was ready; waited for http://127.0.0.1:1/ (no answer)\n',
    });
  });
});

it('goes on through a start that comes late, and does not ask a proxy', async () => {
  const port = await freePort();
  const env = { http_proxy: 'http://127.0.0.1:1', ALL_PROXY: 'http://127.0.0.1:1' };
  const waiting = waitReady(pathWith('curl'), ['--timeout=60', `--url=http://127.0.0.1:${port}/`, '--', 'x'], env);
  await sleep(1200);
  const server = createHttpServer((_, response) => response.end()).listen(port, '127.0.0.1');
  open.push(server);
  expect(await waiting).toMatchObject(ready);
});

it.each([
  ['https', 'bash', 'openssl'],
  ['http', 'openssl', 'bash'],
])('has no way to ask over %s with %s alone', async (scheme, tool, missing) => {
  const ran = await waitReady(pathWith(tool), [`--url=${scheme}://127.0.0.1:1/`, '--', 'x']);
  expect(ran.status).toBe(69);
  expect(ran.stderr).toContain(`that takes curl, or ${missing} and timeout, and PATH (`);
  expect(ran.took).toBeLessThan(3000);
});
