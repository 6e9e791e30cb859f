/** Addresses and ports at which others can now be reached. */

import type { SettingRule } from './rule.ts';
import { isOn } from './setting.ts';

const addresses =
  /^(?:listen-(?:client|peer|metrics)-urls|(?:insecure-)?bind-address|address|healthz-bind-address|metrics-bind-address)$/;
const plainPorts: ReadonlySet<string> = new Set(['insecure-port', 'read-only-port']);
const loopback = /^(?:[a-z]+:\/\/)?(?:127(?:\.\d+){3}|\[?::1\]?|localhost)(?::\d+)?\/?$/;

/** On loopback where nothing is written. */
const closed: ReadonlySet<string> = new Set(['insecure-bind-address', 'listen-client-urls', 'listen-peer-urls']);

export const listeningRule: SettingRule = ({ name, before: written, after }) => {
  const before = written ?? (closed.has(name) ? 'localhost' : undefined);
  if (!addresses.test(name) || after === undefined || before === undefined) return undefined;
  if (!before.split(',').every((one) => loopback.test(one))) return undefined;
  const opened = after.split(',').filter((one) => !loopback.test(one));
  if (opened.length === 0) return undefined;
  return { code: 'UC703', message: `\`--${name}\` was of this host alone, and listens at \`${opened.join(',')}\` now` };
};

/** Of a new file, where nothing was closed before: what is neither encrypted nor asks who comes. */
export const openAddressRule: SettingRule = ({ name, after }) => {
  if (!addresses.test(name) || after === undefined) return undefined;
  const isPlain = (one: string): boolean => one.startsWith('http://') || (name.startsWith('insecure-') && one !== '');
  const open = after.split(',').filter((one) => isPlain(one) && !loopback.test(one));
  if (open.length === 0) return undefined;
  return { code: 'UC703', message: `\`--${name}\` listens at \`${open.join(',')}\`, without TLS` };
};

/** Of a new file; `--insecure-port` is on loopback unless an address says otherwise, which is told instead. */
export const readOnlyPortRule: SettingRule = (setting) => {
  return setting.name === 'read-only-port' ? plainPortRule(setting) : undefined;
};

export const plainPortRule: SettingRule = ({ name, before, after }) => {
  if (!plainPorts.has(name) || !isPort(after) || isPort(before)) return undefined;
  return { code: 'UC704', message: `\`--${name}=${after}\` opens a port without TLS and without asking who comes` };
};

function isPort(value: string | undefined): boolean {
  return isOn(value) && value !== '';
}
