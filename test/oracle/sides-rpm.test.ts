/** `unitc diff` of packages, which the real rpmbuild makes and the real rpm reads. */
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { unitc } from '../cli/run-case.ts';
import { builtRpm, preamble } from '../support/built-rpm.ts';
import { differingFiles } from '../support/differing-files.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';
import { fetchMacros, macros } from './systemd-macros.ts';

const spec = `name: lab
host: { os: debian }
images: { mirror: "registry.lab:5000" }
kubernetes: { version: "1.19.16" }
hosts:
  master-1: { address: 192.0.2.1, roles: [etcd, control-plane] }
  master-2: { address: 192.0.2.2, roles: [etcd] }
`;

let at: string;
const diff = async (...words: string[]) =>
  differingFiles(await unitc(['-C', at, 'diff', '--format', 'json', ...words]));
beforeAll(() => {
  at = temporaryDirectory();
});

test('one package and a newer one', async () => {
  const web = (value: string) =>
    builtRpm(
      `${preamble('web', value)}%install\nmkdir -p %{buildroot}/usr/lib/systemd/system\nprintf '[Service]\\nExecStart=/bin/web ${value}\\n' >%{buildroot}/usr/lib/systemd/system/web.service\n%files\n/usr/lib/systemd/system/web.service\n`,
    );
  expect((await diff(web('1'), web('2'))).stdout).toBe('changed  web/usr/lib/systemd/system/web.service\n');
  expect((await diff(web('1'), web('1'))).stdout).toBe('');
});

test('packages of hosts are what the spec says, with what the packages of roles bring', async () => {
  fetchMacros();
  writeFileSync(path.join(at, 'cluster.yaml'), spec);
  const words = ['build', 'cluster.yaml', '--as', 'rpm', '--rpm-macros', macros, '-o', 'RPMS'];
  expect((await unitc(['-C', at, ...words])).exit).toBe(0);
  for (const sides of [
    ['RPMS', 'cluster.yaml'],
    ['cluster.yaml', 'RPMS'],
  ]) {
    expect(await diff('--exit-code', ...sides)).toMatchObject({ exit: 0, stdout: '', stderr: '' });
  }
  writeFileSync(path.join(at, 'newer.yaml'), `${spec}components: { kube-scheduler: { flags: { v: 2 } } }\n`);
  expect((await diff('RPMS', 'newer.yaml')).stdout).toBe('changed  master-1/etc/kubernetes/scheduler\n');
  const own = readdirSync(path.join(at, 'RPMS')).filter((name) => name.includes('master-2'));
  expect(own).toHaveLength(1);
  expect((await diff(`RPMS/${own[0]}`, 'cluster.yaml')).stderr).toBe('only the host master-2 is compared, of 2\n');
});

test('a file that only begins as a package', async () => {
  writeFileSync(path.join(at, 'bad.rpm'), Buffer.concat([Buffer.from('edabeedb', 'hex'), Buffer.alloc(200)]));
  expect(await diff('bad.rpm', 'bad.rpm')).toMatchObject({
    exit: 2,
    stderr: expect.stringMatching(/^unitc: cannot read bad\.rpm: the package is damaged/),
  });
});
