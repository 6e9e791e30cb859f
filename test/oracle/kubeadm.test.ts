/** kubeadm 1.20 itself reads golden/kubeadm-debian: strictly, with its validation, and makes what the spec says of it. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { imageUses } from '../../src/inventory/images.ts';
import { compileGolden } from '../support/golden-case.ts';

const run = promisify(execFile);
const cache = path.resolve('.cache/kubeadm');
const kubeadm = path.join(cache, 'kubeadm');
const golden = path.resolve('golden/kubeadm-debian/hosts');

let work = '';
beforeAll(async () => {
  work = await mkdtemp(path.join(tmpdir(), 'unitc-kubeadm-'));
  await run('test/oracle/build-kubeadm.sh', [cache]);
}, 1_800_000);
afterAll(() => rm(work, { recursive: true }));

/** The file of a host; what joins is shown a discovery file that exists. */
async function configuration(host: string): Promise<string> {
  const discovery = path.join(work, 'discovery.conf');
  await writeFile(discovery, '');
  const text = await readFile(path.join(golden, host, 'etc/kubernetes/kubeadm.yaml'), 'utf8');
  const file = path.join(work, `${host}.yaml`);
  await writeFile(file, text.replaceAll('/etc/kubernetes/discovery.conf', discovery));
  return file;
}

describe('golden/kubeadm-debian', () => {
  // It reads, converts and validates; a field that it does not know is a warning on standard error.
  test.each(['master-1', 'master-2', 'master-3', 'node-1'])('%s has a valid configuration', async (host) => {
    const { stderr } = await run(kubeadm, [
      ...['config', 'migrate', '--old-config', await configuration(host)],
      ...['--new-config', path.join(work, `${host}.new.yaml`)],
    ]);
    // There is no docker here to ask.
    expect(stderr.split('\n').filter((line) => line !== '' && !line.includes('set CgroupDriver'))).toEqual([]);
  });

  test('a field that is not known is told', async () => {
    const file = await configuration('master-1');
    await writeFile(file, (await readFile(file, 'utf8')).replace('podSubnet:', 'podSubnets:'));
    const { stderr } = await run(kubeadm, ['config', 'images', 'list', '--config', file]);
    expect(stderr).toContain('unknown field "podSubnets"');
  });

  test('it pulls the images that `unitc images` lists', async () => {
    const { cluster } = compileGolden('kubeadm-debian');
    if (cluster === undefined) throw new Error('it does not compile');
    const listed = imageUses(cluster).flatMap((use) => (use.kind.startsWith('kube-') ? [use.pulled] : []));
    const { stdout } = await run(kubeadm, ['config', 'images', 'list', '--config', await configuration('master-1')]);
    expect(stdout.split('\n')).toEqual(expect.arrayContaining(listed));
    expect(listed).toHaveLength(4);
  });

  test('its pods have the flags, mounts and etcd of the spec', async () => {
    const file = await configuration('master-1');
    const script = `mkdir -p /etc/kubernetes && mount -t tmpfs none /etc/kubernetes
${kubeadm} init phase certs all --config ${file} && ${kubeadm} init phase control-plane all --config ${file}
cat /etc/kubernetes/manifests/*`;
    const { stdout } = await run('unshare', ['--mount', 'sh', '-ec', script]);
    for (const line of [
      '    - --audit-log-path=-',
      '    - --authorization-mode=Node,RBAC',
      '    - --etcd-servers=https://10.0.0.11:2379,https://10.0.0.12:2379,https://10.0.0.13:2379',
      '    - --etcd-cafile=/etc/kubernetes/etcd/ca.crt',
      '    - --advertise-address=10.0.0.11',
      '    - --service-cluster-ip-range=10.96.0.0/16',
      '    - --cluster-cidr=10.244.0.0/16',
      '    - --terminated-pod-gc-threshold=500',
      '    - --v=4',
      '    - mountPath: /srv/audit',
      '      path: /etc/kubernetes/etcd',
    ]) {
      expect(stdout.split('\n')).toContain(line);
    }
    // A pod with two mounts at one place is refused.
    for (const pod of stdout.split('kind: Pod')) {
      const mounts = [...pod.matchAll(/mountPath: (\S+)/g)].map(([, at]) => at);
      expect(new Set(mounts).size).toBe(mounts.length);
    }
  });
});
