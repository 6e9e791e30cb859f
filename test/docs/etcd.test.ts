/** What docs/etcd.md says is what comes out; its commands for restoring are those of the machine tests. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fileOf, treeOf } from '../support/compile.ts';

const page = readFileSync('docs/etcd.md', 'utf8');
const base = `host: { os: centos-atomic }
etcd: { version: "3.4.3" }
images: { mirror: "m.lab" }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd] }
`;
const tree = (components: string) => treeOf(`${base}${components}`);
const shown = /```yaml\n(.*?)```/s.exec(page)?.[1] ?? '';
const units = 'etc/systemd/system/';

describe('docs/etcd.md', () => {
  it('has a spec that compiles into what it says', () => {
    const { content } = fileOf(tree(shown), `${units}etcd-snapshot.service`);
    expect(content).toContain(' --dir=/srv/etcd-snapshots --keep=28 ');
    expect(fileOf(tree(shown), `${units}etcd-snapshot.timer`).content).toContain('\nOnCalendar=*-*-* 00/6:00:00\n');
  });

  it('names the defaults', () => {
    const own = tree('components: { etcd: { snapshots: {} } }\n');
    const { content } = fileOf(own, `${units}etcd-snapshot.service`);
    expect(content).toContain(' --dir=/var/lib/etcd-snapshots --keep=7 ');
    expect(fileOf(own, `${units}etcd-snapshot.timer`).content).toContain('\nOnCalendar=daily\n');
    for (const said of ['`daily` by default', '7 by default', 'by default `/var/lib/NAME-snapshots`']) {
      expect(page).toContain(said);
    }
    expect(fileOf(own, 'etc/tmpfiles.d/etcd.conf').content).toContain(
      '\nd /var/lib/etcd-snapshots 0700 root root - -\n',
    );
  });

  it('starts and stops units that a host has', () => {
    const own = tree('components: { etcd: { snapshots: {} } }\n');
    const blocks = [...page.matchAll(/^ *(?:\d\. .*`)?systemctl (?:start|stop|restart) ([a-z-]+@?)/gm)].map(
      ([, unit]) => unit,
    );
    expect(new Set(blocks)).toEqual(new Set(['etcd', 'etcd-snapshot', 'etcd-restore@']));
    for (const unit of blocks) expect(own.get(`${units}${unit}.service`), unit).toBeDefined();
    expect(own.get('usr/local/libexec/unitc/fetch-rootfs')).toBeDefined();
    expect(page).toContain('/usr/local/libexec/unitc/fetch-rootfs etcd');
  });
});
