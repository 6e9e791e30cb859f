import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isVersion } from '../../src/core/version.ts';
import { flagState, flagTables, predecessor, readFlagTable, successor } from '../../src/model/flags/index.ts';

const directory = new URL('../../data/flags/', import.meta.url);
const data: Readonly<Record<string, unknown>> = Object.fromEntries(
  readdirSync(directory).map((file) => [
    `flags/${file.replace(/\.json$/, '')}`,
    JSON.parse(readFileSync(new URL(file, directory), 'utf8')),
  ]),
);
const tables = flagTables({ ...data, directives: {} });

function table(kind: string) {
  const found = tables.get(kind);
  if (found === undefined) throw new Error(`no table for ${kind}`);
  return found;
}

/** `kind` and what goes with it, without the row. */
function state(kind: string, name: string, version: string) {
  const { row: _, ...rest } = { row: undefined, ...flagState(table(kind), name, version) };
  return rest;
}

describe('the tables', () => {
  test('are those of seven components', () => {
    expect([...tables.kinds].sort()).toEqual([
      'etcd',
      'flanneld',
      'kube-apiserver',
      'kube-controller-manager',
      'kube-proxy',
      'kube-scheduler',
      'kubelet',
    ]);
    for (const kind of tables.kinds) expect(table(kind).component).toBe(kind);
  });
  test.each(Object.keys(data))('%s is read, and its successors are flags of it', (key) => {
    const { rows, first, last } = readFlagTable(data[key]);
    expect(rows.size).toBeGreaterThan(40);
    expect([first, last].every(isVersion)).toBe(true);
    for (const row of [...rows.values()].flat()) {
      if (row.replacedBy !== undefined) expect(rows.has(row.replacedBy), row.name).toBe(true);
    }
  });
  test('a table is read once', () => {
    expect(tables.get('etcd')).toBe(flagTables(data).get('etcd'));
  });
  test.each(['__proto__', 'constructor', 'node-exporter', ''])('%j has none', (kind) => {
    expect(tables.get(kind)).toBeUndefined();
  });
  const head = { component: 'x', underscores: true, lists: { first: '1.1', last: '1.2' }, unlisted: [] };
  test.each([
    [[]],
    [{ ...head, flags: {} }],
    [{ ...head, lists: { first: '1.1' }, flags: [] }],
    [{ ...head, flags: ['x'] }],
    [{ ...head, flags: [{}] }],
    [{ ...head, flags: [{ name: 'x', since: 'soon' }] }],
    [{ ...head, flags: [{ name: 'x', removed: ['1.1', '1.2', '1.3'] }] }],
    [{ ...head, flags: [{ name: 'x', removed: ['1.1', 2] }] }],
    [{ ...head, flags: [{ name: 'x', patches: { '1.1': 1 } }] }],
    [{ ...head, flags: [{ name: 'x', replacedBy: 1 }] }],
  ])('another shape is a bug: %j', (json) => {
    expect(() => readFlagTable(json)).toThrow(TypeError);
  });
});

describe('what the lists of flags say for certain', () => {
  test.each([
    ['kube-apiserver', 'v', '1.2.0', { kind: 'known', required: false }],
    ['kube-apiserver', 'service-account-issuer', '1.19.16', { kind: 'known', required: false }],
    ['kube-apiserver', 'service-account-issuer', '1.20.0', { kind: 'known', required: true }],
    ['kube-apiserver', 'enable-admission-plugins', '1.9.9', { kind: 'not-yet', since: '1.10' }],
    ['kube-apiserver', 'enable-admission-plugins', '1.10.0', { kind: 'known', required: false }],
    ['kube-apiserver', 'insecure-port', '1.9.9', { kind: 'known', required: false }],
    ['kube-apiserver', 'insecure-port', '1.10', { kind: 'deprecated', since: '1.10' }],
    ['kube-apiserver', 'insecure-port', 'v1.20.2', { kind: 'no-effect', since: '1.20' }],
    ['kube-apiserver', 'insecure-port', '1.24.0', { kind: 'removed', since: '1.24' }],
    ['kube-apiserver', 'insecure-port', '1.36.0', { kind: 'removed', since: '1.24' }],
    ['kube-apiserver', 'insecure-prot', '1.5.2', { kind: 'unknown', nearest: 'insecure-port' }],
    ['kube-apiserver', 'insecure-prot', '1.24.0', { kind: 'unknown' }],
    ['kube-apiserver', 'Insecure_Port', '1.5.2', { kind: 'unknown', nearest: 'insecure-port' }],
    ['kube-apiserver', 'insecure_port', '1.5.2', { kind: 'known', required: false }],
    ['kube-apiserver', '__proto__', '1.5.2', { kind: 'unknown' }],
    ['kube-apiserver', '', '1.5.2', { kind: 'unknown' }],
    ['etcd', 'data_dir', '3.4.0', { kind: 'unknown', nearest: 'data-dir' }],
    ['etcd', 'cluster-remove-delay', '2.0.0', { kind: 'no-effect', since: '0' }],
    ['etcd', 'debug', '3.5.0', { kind: 'removed', since: '3.5' }],
    ['flanneld', 'log_dir', '0.7.1', { kind: 'known', required: false }],
    ['flanneld', 'log_dir', '0.8.0', { kind: 'removed', since: '0.8' }],
  ])('%s %s at %s', (kind, name, version, expected) => {
    expect(state(kind, name, version)).toEqual(expected);
  });
  test('a name with two lives', () => {
    expect(state('kubelet', 'config', '1.3.0')).toEqual({ kind: 'known', required: false });
    expect(state('kubelet', 'config', '1.5.0')).toEqual({ kind: 'deprecated', since: '1.4' });
    expect(state('kubelet', 'config', '1.8.0')).toEqual({ kind: 'removed', since: '1.6' });
    expect(state('kubelet', 'config', '1.10.0')).toEqual({ kind: 'known', required: false });
  });
  test('a flag that came with a patch', () => {
    expect(state('etcd', 'unsafe-no-fsync', '3.3.27')).toEqual({ kind: 'not-yet', since: '3.4' });
    expect(state('etcd', 'unsafe-no-fsync', '3.4.9')).toEqual({ kind: 'not-yet', since: '3.4.10' });
    expect(state('etcd', 'unsafe-no-fsync', '3.4.10')).toEqual({ kind: 'known', required: false });
    expect(state('etcd', 'unsafe-no-fsync', '3.5.0')).toEqual({ kind: 'known', required: false });
    expect(state('etcd', 'unsafe-no-fsync', '3.4')).toEqual({
      kind: 'unproven',
      why: { because: 'patch-unknown', version: '3.4.10' },
    });
    expect(state('etcd', 'auth-token-ttl', '3.4.9')).toEqual({ kind: 'not-yet', since: '3.4.10' });
  });
});

describe('what they do not say for certain is never an error', () => {
  test.each([
    ['kube-apiserver', 'shutdown-delay-duration', '1.14.9', { kind: 'not-yet', since: '1.16' }],
    ['kube-apiserver', 'shutdown-delay-duration', '1.15.0', { because: 'maybe-later', version: '1.16' }],
    ['kube-apiserver', 'shutdown-delay-duration', '1.16.0', { kind: 'known', required: false }],
    ['kube-apiserver', 'log-json-split-stream', '1.19.0', { because: 'maybe-later', version: '1.23' }],
    ['kube-apiserver', 'log-json-split-stream', '1.28.9', { kind: 'known', required: false }],
    ['kube-apiserver', 'log-json-split-stream', '1.29.0', { because: 'last-seen', version: '1.28' }],
    ['kube-apiserver', 'kubelet-https', '1.21.0', { kind: 'deprecated', since: '1.19' }],
    ['kube-apiserver', 'kubelet-https', '1.23.0', { because: 'maybe-removed', version: '1.24' }],
    ['kube-apiserver', 'kubelet-https', '1.24.0', { kind: 'removed', since: '1.22' }],
    ['kube-apiserver', 'cloud-provider-gce-lb-src-cidrs', '1.40.0', { because: 'maybe-removed' }],
    ['kube-apiserver', 'kubelet-port', '1.28.3', { kind: 'deprecated', since: '1.2' }],
    ['kube-apiserver', 'kubelet-port', '1.29.0', { kind: 'deprecated', since: '1.2', lastSeen: '1.28' }],
    ['kube-apiserver', 'enable-logs-handler', '1.36.0', { kind: 'deprecated', since: '1.15' }],
    ['kube-apiserver', 'enable-logs-handler', '1.37.0', { kind: 'known', required: false }],
    ['kube-proxy', 'machine-id-file', '1.22.0', { because: 'doubtful' }],
    ['kube-proxy', 'enable-dsr', '1.22.0', { because: 'unlisted' }],
    ['kube-apiserver', 'brand-new', '1.35.9', { kind: 'unknown' }],
    ['kube-apiserver', 'brand-new', '1.36.0', { because: 'beyond-lists', version: '1.35' }],
    ['kube-apiserver', 'long-gone', '1.0.0', { because: 'before-lists', version: '1.1' }],
  ])('%s %s at %s', (kind, name, version, expected) => {
    const wanted = 'because' in expected ? { kind: 'unproven', why: expected } : expected;
    expect(state(kind, name, version)).toEqual(wanted);
  });
  test('a flag of a table is never unknown, and removed only where that is sure', () => {
    for (const kind of tables.kinds) {
      for (const [name, rows] of table(kind).rows) {
        for (let minor = 0; minor < 45; minor++) {
          const { kind: now } = flagState(table(kind), name, kind === 'etcd' ? `3.${minor}.5` : `1.${minor}.5`);
          expect(now, `${kind} ${name}`).not.toBe('unknown');
          if (now === 'removed') expect(rows.some(({ removed }) => removed?.surely !== undefined)).toBe(true);
        }
      }
    }
  });
});

describe('successors and predecessors', () => {
  const row = (kind: string, name: string) => {
    const [first] = table(kind).rows.get(name) ?? [];
    if (first === undefined) throw new Error(`${kind} has no ${name}`);
    return first;
  };
  const next = (kind: string, name: string, version: string) => successor(table(kind), row(kind, name), version);
  test('the successor that the version takes, over one that is gone as well', () => {
    expect(next('kube-apiserver', 'address', '1.9.0')).toBe('insecure-bind-address');
    expect(next('kube-apiserver', 'address', '1.24.0')).toBe('bind-address');
    expect(next('etcd', 'debug', '3.5.0')).toBe('log-level');
    expect(next('kube-apiserver', 'logtostderr', '1.26.0')).toBeUndefined();
  });
  test('the predecessor of a flag that is not there yet', () => {
    const flags = table('kube-apiserver');
    const older = (name: string) => predecessor(flags, row('kube-apiserver', name), '1.7.0');
    expect(older('enable-admission-plugins')).toBe('admission-control');
    expect(older('encryption-provider-config')).toBe('experimental-encryption-provider-config');
    expect(older('egress-selector-config-file')).toBeUndefined();
  });
});
