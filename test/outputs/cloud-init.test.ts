import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { cloudConfig } from '../../src/outputs/first-boot/cloud-init.ts';
import { directory, file, symlink, tree } from './sample-tree.ts';

test('files are written, and what an unpacked archive needs is done, by no shell', () => {
  const installed = '[Service]\nExecStart=/bin/true\n\n[Install]\nWantedBy=multi-user.target\n';
  const text = cloudConfig(
    tree(
      file('etc/a', '$(x)\n', { mode: 0o600, owner: 'etcd', group: '998' }),
      directory('var/lib/x y', { mode: 0o700 }),
      symlink('etc/l', '-x'),
      file('etc/sysusers.d/u.conf', ''),
      file('etc/tmpfiles.d/t.conf', ''),
      file('etc/systemd/system/a.service', installed),
      file('etc/systemd/system/a.service.d/1.conf', ''),
      file('etc/systemd/system/docker.service.d/1.conf', ''),
      file('etc/systemd/system/b.service', '[Service]\n'),
    ),
  );
  expect(text.startsWith('#cloud-config\n')).toBe(true);
  const data: { write_files: unknown[]; runcmd: unknown[] } = parse(text);
  expect(data.write_files[0]).toEqual({ path: '/etc/a', permissions: '0600', owner: 'root:root', content: '$(x)\n' });
  expect(data.write_files).toHaveLength(7);
  expect(data.runcmd).toEqual([
    ['systemd-sysusers', '/etc/sysusers.d/u.conf'],
    ['ln', '-sfnT', '--', '-x', '/etc/l'],
    ['install', '-d', '-m', '0700', '--', '/var/lib/x y'],
    ['chown', '-h', '--', 'etcd:998', '/etc/a'],
    ['systemd-tmpfiles', '--create', '/etc/tmpfiles.d/t.conf'],
    ['systemctl', 'daemon-reload'],
    ['systemctl', 'enable', 'a.service'],
    ['systemctl', 'try-restart', '--no-block', 'docker.service'],
    ['systemctl', 'start', '--no-block', 'a.service'],
  ]);
});

test('without units only the reload is left', () => {
  expect(parse(cloudConfig(tree(file('etc/a', ''))))).toHaveProperty('runcmd', [['systemctl', 'daemon-reload']]);
});
