import { describe, expect, test } from 'vitest';
import { compileText, fileOf, treeOf } from '../support/compile.ts';
import { argvOf } from '../support/launch.ts';

const head = 'host: { os: centos-atomic }\nimages: { mirror: "registry.lab:5000" }\n';

/** A flag of its own for each layer. */
const own = { spec: 'kube-api-qps', 'role-a': 'kube-api-burst', 'role-b': 'profiling', host: 'leader-elect' };

/** The same flag on all layers that `from` names. */
function layered(...from: ('spec' | 'role-a' | 'role-b' | 'host')[]): string {
  const set = (layer: keyof typeof own) =>
    from.some((one) => one === layer)
      ? `{ kube-scheduler: { flags: { v: ${JSON.stringify(layer)}, ${own[layer]}: 1 } } }`
      : '{}';
  return `${head}
components: ${set('spec')}
roles:
  etcd: { components: ${set('role-a')} }
  control-plane: { components: ${set('role-b')} }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane], components: ${set('host')} }
`;
}

const flagsOf = (text: string) =>
  argvOf(treeOf(text), 'kube-scheduler.service').filter((word) =>
    /^--(v|kube-api-(qps|burst)|profiling|leader-elect)=/.test(word),
  );

describe('layers: later wins, maps merge', () => {
  test('the spec over the component’s default', () => {
    expect(flagsOf(layered('spec'))).toEqual(['--v=spec', '--kube-api-qps=1']);
  });
  test('a role over the spec, the second role of the host over the first, the host over all', () => {
    expect(flagsOf(layered('spec', 'role-a'))).toEqual(['--v=role-a', '--kube-api-qps=1', '--kube-api-burst=1']);
    expect(flagsOf(layered('spec', 'role-a', 'role-b'))).toEqual([
      '--v=role-b',
      '--kube-api-qps=1',
      '--kube-api-burst=1',
      '--profiling=1',
    ]);
    expect(flagsOf(layered('spec', 'role-a', 'role-b', 'host'))).toEqual([
      '--v=host',
      '--kube-api-qps=1',
      '--kube-api-burst=1',
      '--profiling=1',
      '--leader-elect=1',
    ]);
  });
  test('`configFiles`: whose a file is, by the last layer', () => {
    const at = (components: string, host = '') => {
      const text = `${head}components: { etcd: { ${components} } }
hosts: { master-1: { address: 192.168.122.2, roles: [etcd], components: { etcd: { ${host} } } } }\n`;
      return [...treeOf(text)].map(({ path }) => path).filter((path) => path.endsWith('etcd.conf'));
    };
    const shipped = ['etc/etcd/etcd.conf', 'etc/tmpfiles.d/etcd.conf'];
    expect(at('')).toEqual(shipped);
    expect(at('configFiles: admin')).toEqual(['etc/tmpfiles.d/etcd.conf', 'etc/unitc/defaults/etc/etcd/etcd.conf']);
    expect(at('configFiles: admin', 'configFiles: spec')).toEqual(shipped);
  });
  test('null takes a default away; lists replace', () => {
    const text = `${head}hosts:\n  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
components:
  kube-scheduler: { flags: { v: null, logtostderr: null }, args: [a] }
roles:
  control-plane: { components: { kube-scheduler: { args: [b, c] } } }
`;
    expect(argvOf(treeOf(text), 'kube-scheduler.service').slice(-3)).toEqual([
      '--master=http://192.168.122.2:8080',
      'b',
      'c',
    ]);
  });
  test('`unit:` of all layers is kept, in their order', () => {
    const text = `${head}hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane], components: { kube-scheduler: { unit: { Service: { Nice: 2, Environment: [A=1, B=2] } } } } }
components: { kube-scheduler: { unit: { Service: { Nice: 1, ExecReload: null } } } }
`;
    const { content } = fileOf(treeOf(text), 'etc/systemd/system/kube-scheduler.service');
    expect(content.slice(content.lastIndexOf('[Service]'))).toBe(
      '[Service]\nNice=1\nExecReload=\nNice=2\nEnvironment=A=1\nEnvironment=B=2\n',
    );
  });
});

describe('names of users are data', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('a flag named %s', (name) => {
    const text = `${head}hosts:\n  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
components: { kube-scheduler: { flags: { ${JSON.stringify(name)}: x } } }\n`;
    const { trees, diagnostics } = compileText(text);
    const tree = trees.get('master-1');
    if (tree === undefined) expect(diagnostics.map(({ code }) => code)).not.toEqual([]);
    else expect(argvOf(tree, 'kube-scheduler.service')).toContain(`--${name}=x`);
  });
});

test('hosts are compiled in bytewise order whatever their order in the spec', () => {
  const host = (name: string, n: number) => `  ${name}: { address: 10.0.0.${n}, roles: [etcd] }\n`;
  const forward = compileText(`${head}hosts:\n${host('a', 1)}${host('b', 2)}${host('c', 3)}`);
  const backward = compileText(`${head}hosts:\n${host('c', 3)}${host('b', 2)}${host('a', 1)}`);
  expect([...backward.trees.keys()]).toEqual(['a', 'b', 'c']);
  const contents = ({ trees }: typeof forward) =>
    [...trees].map(([name, tree]) => [name, fileOf(tree, 'etc/etcd/etcd.conf').content]);
  expect(contents(backward)).toEqual(contents(forward));
});
