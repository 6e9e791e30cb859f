/**
 * Where the control-plane components say that they are well, by version. Ports are often set after the
 * compile, in /etc/kubernetes, so each address names the flags that move it.
 */
import { atLeast } from '../../core/version.ts';
import type { Endpoint, Probe } from '../../model/workload.ts';

const timeoutSeconds = 120;

const secure = (port: number, path: string): Endpoint => ({
  url: `https://127.0.0.1:${port}${path}`,
  hostFlags: ['bind-address'],
  portFlags: ['secure-port'],
});

const insecure = (port: number, hostFlags: string[], portFlags: string[]): Endpoint => ({
  url: `http://127.0.0.1:${port}/healthz`,
  hostFlags,
  portFlags,
});

/** In every version, on loopback. */
export function kubeletProbe(): Probe {
  const url = 'http://127.0.0.1:10248/healthz';
  const endpoint = { url, hostFlags: ['healthz-bind-address'], portFlags: ['healthz-port'] };
  return { notify: false, endpoints: [endpoint], timeoutSeconds };
}

/** Its health moved away from the port of metrics with 1.7; the address may hold the port from 1.7 on. */
export function proxyProbe(version: string): Probe {
  const url = `http://127.0.0.1:${atLeast(version, '1.7') ? 10256 : 10249}/healthz`;
  const endpoint = { url, hostFlags: ['healthz-bind-address'], portFlags: ['healthz-port'] };
  return { notify: false, endpoints: [endpoint], timeoutSeconds };
}

/** Only 0 is accepted for the insecure port from 1.20; /readyz exists from 1.16. It tells systemd itself. */
export function apiserverProbe(version: string): Probe {
  const plain = insecure(8080, ['insecure-bind-address', 'address'], ['insecure-port', 'port']);
  const tls = secure(6443, atLeast(version, '1.16') ? '/readyz' : '/healthz');
  return { notify: true, endpoints: atLeast(version, '1.20') ? [tls] : [plain, tls], timeoutSeconds };
}

/** The insecure port went with 1.22 (controller-manager) and 1.23 (scheduler); https answers from 1.13 on. */
export function controllerProbe(version: string, ports: { secure: number; insecure: number }, last: string): Probe {
  const plain = insecure(ports.insecure, ['address'], ['port']);
  const tls = secure(ports.secure, '/healthz');
  if (!atLeast(version, '1.13')) return { notify: false, endpoints: [plain], timeoutSeconds };
  const endpoints = atLeast(version, last) ? [tls] : [tls, plain];
  return { notify: false, endpoints, timeoutSeconds };
}
