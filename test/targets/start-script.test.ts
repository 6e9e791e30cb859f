/** `launch: image`: the start scripts of the distributions' images read the files, as bash does. */
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { FileTree } from '../../src/tree/file-tree.ts';
import { fileOf, treeOf } from '../support/compile.ts';
import { argvOf } from '../support/launch.ts';

const spec = (launch: string, more: object = {}) =>
  JSON.stringify({
    host: { os: 'centos-atomic' },
    images: { mirror: 'registry.lab:5000' },
    hosts: { 'master-1': { address: '192.168.122.2', roles: ['etcd', 'control-plane', 'node'] } },
    components: Object.fromEntries(
      ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubelet', 'kube-proxy'].map((name) => [
        name,
        { launch, ...more },
      ]),
    ),
  });

/** Files and variables of /usr/bin/NAME-docker.sh, as the images of Fedora and CentOS have it. */
const scripts: Readonly<Record<string, readonly [file: string, variables: string]>> = {
  'kube-apiserver': [
    'apiserver',
    '$KUBE_LOGTOSTDERR $KUBE_LOG_LEVEL $KUBE_ETCD_SERVERS $KUBE_API_ADDRESS $KUBE_API_PORT $KUBELET_PORT $KUBE_ALLOW_PRIV $KUBE_SERVICE_ADDRESSES $KUBE_ADMISSION_CONTROL $KUBE_API_ARGS',
  ],
  'kube-controller-manager': [
    'controller-manager',
    '$KUBE_LOGTOSTDERR $KUBE_LOG_LEVEL $KUBE_MASTER $KUBE_CONTROLLER_MANAGER_ARGS',
  ],
  'kube-scheduler': ['scheduler', '$KUBE_LOGTOSTDERR $KUBE_LOG_LEVEL $KUBE_MASTER $KUBE_SCHEDULER_ARGS'],
  kubelet: [
    'kubelet',
    '$KUBE_LOGTOSTDERR $KUBE_LOG_LEVEL $KUBELET_API_SERVER $KUBELET_ADDRESS $KUBELET_PORT $KUBELET_HOSTNAME $KUBE_ALLOW_PRIV $KUBELET_ARGS',
  ],
  'kube-proxy': ['proxy', '$KUBE_LOGTOSTDERR $KUBE_LOG_LEVEL $KUBE_MASTER $KUBE_PROXY_ARGS'],
};

/** What the script would run. */
function started(tree: FileTree, name: string): string[] {
  const [file, variables] = scripts[name] ?? ['', ''];
  const read = (path: string) => fileOf(tree, `etc/kubernetes/${path}`).content;
  const script = `${read(file)}\n${read('config')}\nprintf '%s\\n' ${variables}`;
  return execFileSync('/bin/bash', ['-c', script], { encoding: 'utf8' }).trimEnd().split('\n');
}

describe.each(Object.keys(scripts))('%s', (name) => {
  test('is told by its image’s script what the unit would tell it', () => {
    const told = argvOf(treeOf(spec('unit')), `${name}.service`);
    const words = told.slice(told.findIndex((word) => word.includes('/kubernetes-')) + 1);
    expect(words.length).toBeGreaterThan(1);
    expect(started(treeOf(spec('image')), name).sort()).toEqual(words.sort());
  });

  test('its unit says nothing but the image, and asks whether it is ready with the same words', () => {
    const tree = treeOf(spec('image'));
    const told = argvOf(tree, `${name}.service`);
    expect(told).not.toContain('--entrypoint');
    expect(told.at(-1)).toMatch(/^registry\.lab:5000\/centos\/kubernetes-/);
    const unit = fileOf(tree, `etc/systemd/system/${name}.service`).content;
    expect(unit).toContain(` ${scripts[name]?.[1]}\n`);
    // The last one wins, as in the script.
    expect(unit.match(/^EnvironmentFile=.*$/gm)?.at(-1)).toBe('EnvironmentFile=-/etc/kubernetes/config');
  });
});

test('flags in the unit follow the image: the script puts them first', () => {
  const tree = treeOf(spec('image', { delivery: 'arguments', flags: { v: 3 } }));
  const told = argvOf(tree, 'kube-scheduler.service');
  expect(told.slice(told.findIndex((word) => word.includes('/kubernetes-')))).toEqual([
    'registry.lab:5000/centos/kubernetes-scheduler:1.5.2',
    '--logtostderr=true',
    '--v=3',
    '--master=http://192.168.122.2:8080',
  ]);
});
