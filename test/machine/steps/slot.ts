/** The helper slot: etcd brought to another image and back, cut off in the middle, and taken away. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Lab } from '../library/lab.ts';
import type { Step } from '../library/step.ts';
import { journal, show, until } from '../library/units.ts';

const base = '/var/lib/containers/atomic';
const slot = '/usr/local/libexec/unitc/slot';
const api3 = { variables: { ETCDCTL_API: '3' } };
const common = { needs: ['slot.update'], up: true, units: ['etcd.service'] };

/** Of the golden spec's etcd, another image and a unit that shows which one it is. */
interface Other {
  readonly tag: string;
  readonly score: string;
  /** What is changed in the root file system of etcd's image. */
  readonly change: string;
}

const next: Other = { tag: 'v3.1.5', score: '-100', change: 'echo next > etc/which' };
const bad: Other = {
  ...{ tag: 'v3.1.6', score: '-200' },
  change: 'echo bad > etc/which && cp /usr/bin/false usr/local/bin/etcd',
};

/** Compiles the golden spec, changed, and unpacks it. */
async function unpackSpec(lab: Lab, name: string, change: (golden: string) => string): Promise<void> {
  const file = path.join(lab.scratch.dir, `${name}.yaml`);
  writeFileSync(file, change(readFileSync(path.join(lab.project, 'golden/debian/spec.yaml'), 'utf8')));
  await lab.compile(name, file);
  await lab.unpack(name);
}

/** Makes an image of etcd's, changed, where fetch-rootfs finds it when the registry is down. */
async function importImage({ machine }: Lab, image: string, change: string): Promise<void> {
  const root = '/run/image';
  await machine.get(
    `mkdir ${root} && tar -C ${root} -xf /lab/etcd.tar && cd ${root} && ${change} && tar -cf - . | docker import - ${image} && rm -rf ${root}`,
  );
}

async function unpack(lab: Lab, { tag, score, change }: Other): Promise<void> {
  await importImage(lab, `registry.lab:5000/coreos/etcd:${tag}`, change);
  const own = `components: { etcd: { unit: { Service: { OOMScoreAdjust: "${score}" } } } }\n`;
  await unpackSpec(lab, tag, (golden) => golden.replace('version: "3.1.0"', `version: "${tag.slice(1)}"`) + own);
}

/** A service, of which nothing asks whether it is ready; without a handler PID 1 of a container gets no SIGTERM. */
async function unpackClock(lab: Lab, version: number, program: string): Promise<void> {
  const image = `registry.lab:5000/lab/clock:${version}`;
  await importImage(lab, image, `cp ${program} usr/local/bin/clock`);
  const words = `target: system-container, command: /usr/local/bin/clock, args: ["600"], unit: { Service: { TimeoutStopSec: 1s } }`;
  await unpackSpec(
    lab,
    `clock-${version}`,
    (golden) => `${golden}services: { clock: { image: "${image}", ${words} } }\n`,
  );
}

/** The root file system and the unit that etcd runs by, both of them, and whether it has its data. */
async function runs({ machine }: Lab, which: string, score: string): Promise<void> {
  const unit = await show(machine, 'etcd');
  assert.deepEqual([unit.ActiveState, unit.OOMScoreAdjust, unit.NeedDaemonReload], ['active', score, 'no']);
  assert.equal(await machine.get('cat /proc/$(pidof etcd)/root/etc/which 2>/dev/null || true'), which);
  assert.equal(await machine.get('etcdctl get before-the-update --print-value-only', api3), 'kept');
}

const isFirst = (lab: Lab) => runs(lab, '', '0');
const isNext = (lab: Lab) => runs(lab, 'next', next.score);

/** Calls slot, holds the first mv whose words match, and cuts the power there. */
async function cutOff(lab: Lab, command: string, words: string): Promise<void> {
  const { machine } = lab;
  const mv = `#!/bin/sh\ncase " $* " in ${words}) : >/run/held; sleep 600 ;; esac\nexec /usr/bin/mv "$@"\n`;
  await lab.type('/run/held.d/mv', mv);
  const held = `PATH=/run/held.d:/usr/sbin:/usr/bin:/sbin:/bin`;
  await machine.get(`chmod 755 /run/held.d/mv && systemd-run --quiet --setenv=${held} ${slot} ${command}`);
  await until('it is in the middle', 120, async () => (await machine.sh('test -e /run/held')).code === 0);
  await machine.cutPower();
  await machine.boot();
}

const left = ({ machine }: Lab) => machine.get(`ls -A ${base}/etcd.0; echo; ls -A ${base}/etcd.1`);
const nothingLeft = 'config.json\nfetched\ninfo\nkept\nrootfs\n\nfetched\nkept\nrootfs';

export const slotSteps: readonly Step[] = [
  {
    id: 'slot.update',
    needs: ['guide.loop'],
    up: true,
    units: common.units,
    run: async (lab) => {
      const { machine } = lab;
      await machine.get('etcdctl put before-the-update kept', api3);
      await unpack(lab, next);
      await machine.get(`${slot} update --watch=2 etcd`);
      await isNext(lab);
      assert.equal(await left(lab), nothingLeft);
      const before = await lab.invocation('etcd');
      assert.match(await machine.get(`${slot} update etcd`), /etcd:v3\.1\.5 already, by these files/);
      assert.equal(await lab.invocation('etcd'), before);
    },
  },
  {
    id: 'slot.rollback',
    ...common,
    run: async (lab) => {
      await lab.machine.get(`${slot} rollback --watch=2 etcd`);
      await isFirst(lab);
      assert.equal(await left(lab), nothingLeft);
    },
  },
  {
    id: 'slot.update-that-cannot-start-rolls-back',
    ...common,
    needs: ['slot.rollback'],
    run: async (lab) => {
      await unpack(lab, bad);
      const { code, stderr } = await lab.machine.sh(`${slot} update --watch=2 etcd`);
      assert.equal(code, 1, stderr);
      assert.match(stderr, /etcd does not run on .*:v3\.1\.6; why: journalctl -u etcd\.service/);
      assert.match(stderr, /what ran before runs again: .*:v3\.1\.0/);
      await isFirst(lab);
    },
  },
  {
    id: 'slot.update-is-cut-off',
    ...common,
    needs: ['slot.update-that-cannot-start-rolls-back'],
    run: async (lab) => {
      await lab.unpack(next.tag);
      await cutOff(lab, 'update etcd', '*/.in/rootfs*');
      await isNext(lab);
      assert.equal(await left(lab), nothingLeft);
    },
  },
  {
    // The unit by which the boot starts it is the one that the rollback was about to replace.
    id: 'slot.rollback-is-cut-off',
    ...common,
    needs: ['slot.update-is-cut-off'],
    run: async (lab) => {
      await cutOff(lab, 'rollback etcd', '*/etcd.service*');
      await until('it is started anew', 120, async () => (await show(lab.machine, 'etcd')).ActiveState === 'active');
      const told = (await journal(lab.machine, 'etcd')).map(({ message }) => message).join('\n');
      assert.match(told, /^slot: the rollback of etcd is complete now/m);
      await isFirst(lab);
      assert.equal(await left(lab), nothingLeft);
    },
  },
  {
    id: 'slot.service-that-ends-after-its-start-rolls-back',
    needs: ['guide.loop'],
    units: ['clock.service'],
    run: async (lab) => {
      const { machine } = lab;
      await unpackClock(lab, 1, '/usr/bin/sleep');
      await machine.get('/usr/local/libexec/unitc/fetch-rootfs clock && systemctl start clock');
      await unpackClock(lab, 2, '/usr/bin/true');
      const { code, stderr } = await machine.sh(`${slot} update --watch=3 clock`);
      assert.equal(code, 1, stderr);
      assert.match(stderr, /clock\.service came up, and had ended \d s later/);
      assert.equal(
        await machine.get('systemctl is-active clock; tr "\\0" " " < /proc/$(pidof clock)/cmdline'),
        'active\n/usr/local/bin/clock 600 ',
      );
      await machine.get(`${slot} remove clock`);
      assert.equal(await machine.get(`ls -d ${base}/clock* /etc/systemd/system/clock* 2>/dev/null || true`), '');
      await lab.restore();
    },
  },
  {
    id: 'slot.remove-keeps-data',
    ...common,
    run: async (lab) => {
      const { machine } = lab;
      const etcd =
        '/etc/systemd/system/etcd.service /etc/etcd/etcd.conf /usr/local/bin/etcdctl /etc/tmpfiles.d/etcd.conf';
      try {
        const { code, stderr } = await machine.sh(`${slot} remove etcd`);
        assert.equal(code, 0, stderr);
        assert.match(stderr, /^slot: kept, since it is data: \/var\/lib\/etcd$/m);
        const gone = `ls -d ${etcd} ${base}/etcd* /run/unitc/etcd* /etc/systemd/system/*.wants/etcd.service 2>/dev/null || true`;
        assert.equal(await machine.get(gone), '');
        assert.equal((await show(machine, 'etcd')).LoadState, 'not-found');
        assert.equal(await machine.get('runc list -q; ls /var/lib/etcd'), 'default.etcd');
      } finally {
        await lab.restore();
        await machine.get(
          '/usr/local/libexec/unitc/fetch-rootfs etcd && systemctl reset-failed; systemctl enable --now etcd',
        );
      }
      await isFirst(lab);
    },
  },
];
