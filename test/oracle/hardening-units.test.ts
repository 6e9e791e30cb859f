/** The figures of `systemd-analyze security` in docs/hardening.md, by the systemd of this machine. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { locate } from '../manifests/support/programs.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const directory = temporaryDirectory();
const page = readFileSync('docs/hardening.md', 'utf8');
const [, published, etcd, publishedFlannel, flanneld] =
  /^\| `systemd-analyze security` \| (\S+) \| (\S+) \| (\S+) \| (\S+) \|$/m.exec(page) ?? [];
const options = /With (.*?) it would be (\d\.\d)/s.exec(page);

function exposure(name: string, text: string): string | undefined {
  const file = join(directory, name);
  writeFileSync(file, text);
  const { stdout } = spawnSync(locate('systemd-analyze'), ['security', '--offline=true', '--no-pager', file], {
    encoding: 'utf8',
  });
  return /Overall exposure level for \S+ (\S+)/.exec(stdout)?.[1];
}

/** As atomic fills it in. */
function filled(name: string): string {
  const values: Readonly<Record<string, string>> = {
    EXEC_START: `/usr/bin/runc --systemd-cgroup run '${name}'`,
    EXEC_STOP: `/usr/bin/runc --systemd-cgroup kill '${name}'`,
    DESTDIR: `/var/lib/containers/atomic/${name}.0`,
    NAME: name,
    AFTER: 'docker.service',
    REQUIRED_BY: 'docker.service',
  };
  return readFileSync(`test/support/published/${name}/service.template`, 'utf8').replace(
    /\$\{?([A-Z_]+)\}?/g,
    (whole, key: string) => values[key] ?? whole,
  );
}
const ours = (name: string) =>
  readFileSync(`golden/centos-atomic/hosts/master-1/etc/systemd/system/${name}.service`, 'utf8');

test('units of the published images', () => {
  expect(exposure('etcd.service', filled('etcd'))).toBe(published);
  expect(exposure('flannel.service', filled('flannel'))).toBe(publishedFlannel);
});

test('ours, and with what is left out', () => {
  expect(exposure('etcd.service', ours('etcd'))).toBe(etcd);
  expect(exposure('flanneld.service', ours('flanneld'))).toBe(flanneld);
  const settings = [...(options?.[1] ?? '').matchAll(/`(\w+=)(\w*)`/g)].map(
    ([, key, value]) => `${key}${value || 'yes'}`,
  );
  expect(settings).toHaveLength(5);
  const more = ours('etcd').replace('[Service]\n', `[Service]\n${settings.join('\n')}\n`);
  expect(exposure('etcd.service', more)).toBe(options?.[2]);
});
