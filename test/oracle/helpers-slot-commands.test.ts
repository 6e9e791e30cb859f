/** Every command of slot with a systemd of a few lines; helpers-slot.test.ts cuts it off at each step, the machine tests have systemd. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { shells } from '../manifests/support/shells.ts';
import { hostWith, SlotHost, whole } from '../manifests/support/slot-host.ts';

describe.concurrent('update', () => {
  it.each(shells)('runs the new one by the new files, and keeps what ran before, under %s', async (_, shell) => {
    const host = await hostWith('A');
    host.unpack('B');
    const ran = await host.slot(['update', 'etcd'], shell);
    expect(ran.stdout).toMatch(/\nslot: etcd runs on lab\/etcd:B; what ran before: slot rollback etcd\n$/);
    expect(ran.status).toBe(0);
    expect(host.ran()).toEqual(['A A A', 'B B B']);
    expect(host.slotOf(host.bundle)).toEqual({ ...whole('B'), parts: 'config.json fetched info kept rootfs' });
    expect(host.slotOf(host.other)).toEqual({ ...whole('A'), parts: 'fetched kept rootfs' });
  });

  it('does nothing when it is of that image and by these files already', async () => {
    const host = await hostWith('A');
    const calls = host.read('calls');
    const { status, stdout } = await host.slot(['update', 'etcd']);
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: 'slot: etcd is lab/etcd:A already, by these files; to bring it again: slot update --again etcd\n',
    });
    expect(host.read('calls')).toBe(calls);
    expect(host.slotOf(host.bundle).parts).toBe('config.json fetched info kept rootfs');
  });

  it('brings a tag that has moved only when told, and an archive always', async () => {
    const host = await hostWith('A');
    host.image('A2');
    expect((await host.slot(['update', 'etcd'])).stdout).toContain('already');
    expect((await host.slot(['update', '--again', 'etcd'])).status).toBe(0);
    expect(host.ran().at(-1)).toBe('A A A2');
    writeFileSync(join(host.at, 'x.tar'), '');
    for (const version of ['A3', 'A4']) {
      host.image(version);
      expect((await host.slot(['update', 'etcd', 'docker-archive:x.tar'])).status).toBe(0);
      expect(host.ran().at(-1)).toBe(`A A ${version}`);
    }
    expect((await host.slot(['update', 'etcd'])).stdout).toContain('already');
  });

  it('takes the root file system that is there when only the files are others', async () => {
    const host = await hostWith('A');
    host.image('unreachable');
    host.type('A+');
    expect((await host.slot(['update', 'etcd'])).status).toBe(0);
    expect(host.ran()).toEqual(['A A A', 'A+ A A']);
    expect((await host.slot(['rollback', 'etcd'])).status).toBe(0);
    expect(host.ran().at(-1)).toBe('A A A');
  });

  it('fetches nothing that ran before', async () => {
    const host = await hostWith('A', 'B');
    host.unpack('A');
    host.image('unreachable');
    expect((await host.slot(['update', 'etcd'])).status).toBe(0);
    expect(host.ran().at(-1)).toBe('A A A');
    expect(host.slotOf(host.other)).toMatchObject(whole('B'));
  });

  it.each(['fails', 'dies'] as const)(
    'goes back to what ran before, and its files, when the new one %s',
    async (how) => {
      const host = await hostWith('A');
      host.unpack('B', how);
      const { status, stderr } = await host.slot(['update', 'etcd']);
      expect(status).toBe(1);
      expect(stderr).toContain('slot: etcd does not run on lab/etcd:B; why: journalctl -u etcd.service\n');
      expect(stderr).toContain(`what ran before runs again: lab/etcd:A; what failed is in ${host.other}\n`);
      expect(host.ran()).toEqual(['A A A', 'B B B', 'A A A']);
      expect(host.read('ActiveState')).toBe('active');
      expect(readFileSync(host.tmpfiles, 'utf8')).toMatch(/ A$/m);
      expect(host.slotOf(host.bundle)).toMatchObject(whole('A'));
      expect(host.slotOf(host.other)).toMatchObject(whole('B'));
      expect((await host.slot(['status', 'etcd'])).stdout).toMatch(
        /etcd\.1 {2}lab\/etcd:B {2}fetched \S+ {2}did not come up\n$/,
      );
      // The image that is there now under that name may be a better one.
      host.unpack('B', 'works');
      expect((await host.slot(['update', 'etcd'])).status).toBe(0);
      expect(host.slotOf(host.bundle)).toMatchObject(whole('B'));
      expect((await host.slot(['status', 'etcd'])).stdout).not.toContain('did not');
    },
  );

  it('says so when what ran before does not come up either', async () => {
    const host = await hostWith('A');
    writeFileSync(join(host.bundle, 'rootfs/fails'), '');
    host.unpack('B', 'fails');
    const { status, stderr } = await host.slot(['update', 'etcd']);
    expect([status, stderr]).toEqual([2, expect.stringContaining('lab/etcd:A, does not come up either')]);
  });

  it('changes nothing when the image cannot be fetched', async () => {
    const host = await hostWith('A');
    host.unpack('B');
    unlinkSync(join(host.at, 'path/umoci'));
    const { status, stderr } = await host.slot(['update', 'etcd']);
    expect([status, stderr]).toEqual([69, expect.stringContaining('this host lacks umoci')]);
    expect(host.ran()).toEqual(['A A A']);
    expect(host.slotOf(host.bundle)).toEqual({ ...whole('A'), parts: 'config.json fetched info kept rootfs' });
  });

  it('clears up after one that was cut off while it fetched', async () => {
    const host = await hostWith('A');
    mkdirSync(join(host.bundle, '.next/rootfs'), { recursive: true });
    host.unpack('B');
    expect((await host.slot(['update', 'etcd'])).status).toBe(0);
    expect(host.slotOf(host.bundle)).toEqual({ ...whole('B'), parts: 'config.json fetched info kept rootfs' });
  });

  it('starts nothing that did not run', async () => {
    const host = await hostWith('A');
    await host.systemctl('stop', 'etcd.service');
    host.unpack('B');
    expect(await host.slot(['update', 'etcd'])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('it did not run, so start it: systemctl start etcd.service\n'),
    });
    expect(host.ran()).toEqual(['A A A']);
    expect(await host.boot()).toBe('B B B');
  });
});

describe.concurrent('rollback', () => {
  it.each(shells)('exchanges the two, files and all, as often as it is called, under %s', async (_, shell) => {
    const host = await hostWith('A', 'B');
    for (const [now, before] of [
      ['A', 'B'],
      ['B', 'A'],
      ['A', 'B'],
    ] as const) {
      expect(await host.slot(['rollback', 'etcd'], shell)).toMatchObject({
        status: 0,
        stdout: `slot: etcd runs on lab/etcd:${now} again; what ran meanwhile: slot rollback etcd\n`,
      });
      expect(host.ran().at(-1)).toBe(`${now} ${now} ${now}`);
      expect(host.slotOf(host.bundle)).toMatchObject(whole(now));
      expect(host.slotOf(host.other)).toMatchObject(whole(before));
    }
    expect(readdirSync(join(host.at, 'etc/systemd/system'))).toEqual(['etcd.service']);
  });

  it('keeps the files by which it ran, not what was unpacked since', async () => {
    const host = await hostWith('A', 'B');
    host.unpack('C');
    expect((await host.slot(['rollback', 'etcd'])).status).toBe(0);
    expect(host.slotOf(host.other)).toMatchObject(whole('B'));
  });

  it('needs something that ran before', async () => {
    const host = await hostWith('A');
    expect(await host.slot(['rollback', 'etcd'])).toMatchObject({
      status: 1,
      stderr: `slot: ${host.other} is not there: nothing ran before\n`,
    });
    expect(host.read('ActiveState')).toBe('active');
  });

  it('of what nobody kept the files of brings back the root file system, and says so', async () => {
    const host = await hostWith('A', 'B');
    rmSync(join(host.other, 'kept'), { recursive: true });
    const { status, stderr } = await host.slot(['rollback', 'etcd']);
    expect([status, stderr]).toEqual([0, expect.stringContaining('so only its root file system comes back')]);
    expect(host.ran().at(-1)).toBe('B B A');
  });
});

describe.concurrent('status', () => {
  it('says what runs, what ran before, and what lies unpacked', async () => {
    const host = await hostWith('A', 'B');
    const date = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g;
    const status = async () => (await host.slot(['status', 'etcd'])).stdout.replaceAll(date, 'TIME');
    const runs = 'etcd.service  active\netcd.0  lab/etcd:B  fetched TIME\netcd.1  lab/etcd:A  fetched TIME\n';
    expect(await status()).toBe(runs);
    host.type('B+');
    expect(await status()).toBe(`${runs}unpacked are other files than it came up by: slot update etcd\n`);
    host.unpack('C');
    expect(await status()).toBe(`${runs}unpacked are files for lab/etcd:C: slot update etcd\n`);
    mkdirSync(join(host.bundle, '.out'));
    expect(await status()).toContain('cut off in the middle');
  });
});

describe.concurrent('remove', () => {
  it.each(shells)('takes away all but data and what was edited, under %s', async (_, shell) => {
    const host = await hostWith('A', 'B');
    mkdirSync(join(host.at, 'data'));
    const files = ['etc/etcd.conf', 'etc/edited.conf', 'etc/systemd/system/etcd-snapshot.timer'].map((name) =>
      join(host.at, name),
    );
    for (const file of files) writeFileSync(file, file);
    const sums = files.map((file) => [file, createHash('sha256').update(file).digest('hex')] as const);
    const info = {
      image: 'lab/etcd:B',
      'installed-files': files,
      'installed-files-checksum': Object.fromEntries(sums),
    };
    writeFileSync(join(host.bundle, 'info'), `${JSON.stringify(info, null, 2)}\n`);
    writeFileSync(join(host.at, 'etc/edited.conf'), 'edited');

    const { status, stdout, stderr } = await host.slot(['remove', 'etcd'], shell);
    expect([status, stdout]).toEqual([0, expect.stringContaining('etcd is removed; take it out of the spec too')]);
    expect(stderr).toContain(`kept, since it was edited: ${host.at}/etc/edited.conf\n`);
    expect(stderr).toContain(`kept, since it is data: ${host.at}/data\n`);
    expect(readdirSync(host.base)).toEqual([]);
    expect(files.map((file) => existsSync(file))).toEqual([false, true, false]);
    expect([host.unit, host.tmpfiles, join(host.at, 'run/unitc/etcd')].filter((file) => existsSync(file))).toEqual([]);
    const calls = host
      .read('calls')
      .split('\n')
      .filter((call) => !call.startsWith('show'));
    expect(calls.slice(-5)).toEqual([
      'stop etcd.service',
      'disable etcd.service',
      'stop etcd-snapshot.timer',
      'daemon-reload',
      'reset-failed etcd.service',
    ]);
  });
});

describe.concurrent('files of a package', () => {
  async function packedHost(): Promise<SlotHost> {
    const host = new SlotHost();
    await host.running('A', 'works', 'packed');
    return host;
  }

  it('are neither kept nor put back: what an update brings runs by them, and so does what a rollback brings', async () => {
    const host = await packedHost();
    host.pack('B');
    expect((await host.slot(['update', 'etcd'])).status).toBe(0);
    expect((await host.slot(['rollback', 'etcd'])).status).toBe(0);
    expect(host.ran()).toEqual(['A A A', 'B B B', 'B B A']);
    expect(existsSync(host.unit)).toBe(false);
    expect(readlinkSync(join(host.bundle, 'config.json'))).toContain('/usr/lib/unitc/containers/etcd.0/');
    expect(host.slotOf(host.bundle)).toMatchObject({ root: 'A', unit: 'none', config: 'none' });
  });

  it('stay where an image does not come up, which is said', async () => {
    const host = await packedHost();
    host.pack('B', 'fails');
    const { status, stderr } = await host.slot(['update', 'etcd']);
    expect(status).toBe(1);
    expect(stderr).toContain('slot: the unit stays that of the package; whether what ran before goes with it');
    expect(host.ran()).toEqual(['A A A', 'B B B', 'B B A']);
  });

  it('are removed by the package manager alone', async () => {
    const host = await packedHost();
    expect(await host.slot(['remove', 'etcd'])).toMatchObject({
      status: 1,
      stderr: `slot: the files of etcd are a package's: remove that; then these are left to remove: ${host.bundle} ${host.other}\n`,
    });
    expect(existsSync(host.bundle)).toBe(true);
  });
});

describe.concurrent('slot', () => {
  it.each<[readonly string[], string]>([
    [[], 'there is no command'],
    [['upgrade', 'etcd'], 'upgrade is not a command'],
    [['update'], 'there is no NAME'],
    [['update', '../etcd'], '../etcd is not the name of a container'],
    [['update', '--watch=x', 'etcd'], '--watch=x is not a number of seconds'],
    [['status', '--again', 'etcd'], '--again is not the name of a container'],
    [['remove', 'etcd', 'x'], 'etcd x is too much'],
  ])('refuses %j', async (args, message) => {
    const { status, stderr } = await new SlotHost().slot(args);
    expect([status, stderr]).toEqual([64, expect.stringContaining(`slot: ${message}\nslot: usage: slot update `)]);
  });

  it('wants root', async () => {
    expect(await new SlotHost(1000).slot(['remove', 'etcd'])).toMatchObject({
      status: 77,
      stderr: expect.stringMatching(/^slot: only root may do that; run: sudo .*\/slot remove etcd\n$/),
    });
  });

  it.each(['update', 'rollback', 'remove'])('%s leaves alone what is not ours', async (command) => {
    const installed = new SlotHost();
    installed.unpack('A', 'works', 'sha256');
    expect(await installed.slot([command, 'etcd'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('etcd was installed by atomic'),
    });
    const other = new SlotHost();
    other.unpack('A');
    symlinkSync('etcd.1', join(other.base, 'etcd'));
    expect((await other.slot([command, 'etcd'])).stderr).toContain('should be a link to etcd.0');
    expect((await other.slot([command, 'flanneld'])).stderr).toContain('flanneld.0 is no rendered system container');
  });

  it('lets the unit start all the same', async () => {
    const host = new SlotHost();
    host.unpack('A', 'works', 'sha256');
    symlinkSync('etcd.1', join(host.base, 'etcd'));
    for (const command of ['finish', 'keep']) expect((await host.slot([command, 'etcd'])).status, command).toBe(0);
  });

  it.each(['update', 'rollback'])('%s is not for units that would not complete it', async (command) => {
    const host = await hostWith('A', 'B');
    writeFileSync(host.unit, 'of another form');
    expect(await host.slot([command, 'etcd'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('etcd.service does not call slot finish'),
    });
    expect(host.ran()).toEqual(['A A A', 'B B B']);
  });

  it('waits for nobody: a second one on the same container ends at once', async () => {
    const host = await hostWith('A');
    host.unpack('B');
    unlinkSync(join(host.at, 'path/skopeo'));
    writeFileSync(join(host.at, 'path/skopeo'), `#!/bin/sh\nwhile [ ! -e '${host.at}/go' ]; do :; done\n`, {
      mode: 0o755,
    });
    const first = host.slot(['update', 'etcd']);
    while (!existsSync(join(host.bundle, '.next'))) await new Promise((done) => setTimeout(done, 10));
    expect(await host.slot(['rollback', 'etcd'])).toMatchObject({
      status: 1,
      stderr: 'slot: another slot is at work on etcd\n',
    });
    writeFileSync(join(host.at, 'go'), '');
    expect((await first).status).toBe(0);
  });
});
