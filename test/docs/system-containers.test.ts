/** docs/system-containers.md: its commands, one after the other, print what it shows; its files are those of hosts. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SlotHost } from '../manifests/support/slot-host.ts';
import { fileOf, treeOf } from '../support/compile.ts';

const page = readFileSync('docs/system-containers.md', 'utf8');
const helper = '/usr/local/libexec/unitc/slot';
const commands = [...page.matchAll(/```sh\n(.*?)\n```\n\n```text\n(.*?)```/gs)].map(
  ([, command = '', printed = '']) => ({
    command,
    printed,
  }),
);
const timeless = (text: string) => text.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, 'TIME');

describe('docs/system-containers.md', () => {
  it('has what each command prints', () => {
    expect(commands.length).toBe([...page.matchAll(/```sh/g)].length);
    expect(commands.map(({ command }) => command.split(' ')[1])).toEqual([
      ...['update', 'status', 'update', 'rollback', 'remove'],
    ]);
  });

  it('prints what it shows, from the first command to the last', async () => {
    const host = new SlotHost();
    await host.running('v3.4.23');
    host.unpack('v3.4.24');
    mkdirSync(join(host.at, 'data'));
    for (const { command, printed } of commands) {
      const [program, ...args] = command.split(' ');
      expect(program).toBe(helper);
      const { status, stdout } = await host.slot(args);
      const said = stdout.replaceAll('lab/etcd:', 'm.lab/coreos/etcd:').replace(/^fetch-rootfs: .*\n/, '');
      expect({ status, said: timeless(said) }, command).toEqual({ status: 0, said: timeless(printed) });
    }
    expect(existsSync(join(host.at, 'data'))).toBe(true);
  });

  it('names files that a host has', () => {
    const tree = treeOf(`host: { os: centos-atomic }
images: { mirror: "m.lab" }
flannel: {}
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
`);
    for (const file of [
      helper.slice(1),
      'etc/systemd/system/docker.service.d/50-flannel.conf',
      'etc/systemd/system/flannel-network-config.service',
      'etc/etcd/etcd.conf',
      'etc/sysconfig/flanneld',
    ]) {
      expect(fileOf(tree, file).content, file).not.toBe('');
      expect(page).toContain(file.replace(/.*\/(?=flannel-network|etcd\.conf)/, ''));
    }
  });

  it('has links to pages and headings that are there', () => {
    const links = [...page.matchAll(/\]\(([^)#]+)#([^)]+)\)/g)];
    expect(links.length).toBeGreaterThan(0);
    for (const [, file = '', heading = ''] of links) {
      expect(readFileSync(`docs/${file}`, 'utf8').toLowerCase()).toContain(`\n## ${heading}\n`);
    }
  });
});
