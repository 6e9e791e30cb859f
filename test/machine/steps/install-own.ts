/** The image form: an image of ours is built from what `unitc image` writes, and runs under both other forms. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { must } from '../library/command.ts';
import {
  allActive,
  api3,
  atomicCalls,
  atomicFiles,
  atomicImages,
  checkouts,
  installerSaid,
  installUnits,
  rebootInstalled,
  uninstalled,
} from '../library/install.ts';
import type { Lab } from '../library/lab.ts';
import { sourceDir } from '../library/project.ts';
import { debianEtcd } from '../library/rootfs.ts';
import type { Step } from '../library/step.ts';
import { show } from '../library/units.ts';

const upstream = `registry.lab:5000/coreos/etcd:v${debianEtcd}`;
const own = `registry.lab:5000/lab/own-etcd:${debianEtcd}`;
const conf = '/etc/etcd/etcd.conf';

/** The spec of the install form with other settings of etcd. */
function writeSpec(lab: Lab, name: string, settings: string): string {
  const text = readFileSync(path.join(sourceDir, 'install.yaml'), 'utf8');
  const changed = text.replace(/^ {2}etcd: \{.*$/m, `  etcd: { ${settings} }`);
  assert.notEqual(changed, text);
  const file = path.join(lab.scratch.dir, `${name}.yaml`);
  writeFileSync(file, `${changed}etcd: { version: "${debianEtcd}" }\n`);
  return file;
}

/** The build context is /lab/own-image in the machine; the image in docker's store is built from it, and nothing else. */
async function buildImage(lab: Lab): Promise<void> {
  const { machine, scratch, project } = lab;
  const spec = writeSpec(lab, 'image-of-our-own', 'form: rendered');
  const words = [path.join(project, 'dist/cli/main.js'), 'image', spec, 'etcd'];
  await must(process.execPath, [...words, '-o', path.join(scratch.lab, 'own-image')]);
  // Debian's etcd and shell, in the place of upstream's image.
  await machine.get(
    `mkdir -p /run/base/bin && cd /run/base && tar -xf /lab/etcd.tar && cp /bin/dash bin/sh && tar -c . | docker import - ${upstream}`,
  );
  await machine.get(`docker build --tag ${own} --file /lab/own-image/Containerfile /lab/own-image`);
  const label = `docker image inspect --format '{{ index .Config.Labels "atomic.type" }}' ${own}`;
  assert.equal(await machine.get(label), 'system', 'atomic would take it for an image of docker');
}

/** What `atomic pull` does with a registry. */
async function pullImage({ machine }: Lab): Promise<void> {
  const root = `${atomicImages}/own-etcd/rootfs`;
  await machine.get(
    `mkdir -p ${root} && docker create --name pulled ${own} /bin/sh && docker export pulled | tar -C ${root} -xpf - && docker rm pulled`,
  );
}

async function serves(lab: Lab, key: string): Promise<void> {
  await lab.machine.get(`etcdctl put ${key} 'two  words, $HOME and *'`, api3);
  assert.equal(await lab.machine.get(`etcdctl get ${key} --print-value-only`, api3), 'two  words, $HOME and *');
}

async function variables({ machine }: Lab): Promise<string[]> {
  return (await machine.get(`tr '\\0' '\\n' < /proc/$(pgrep -x etcd)/environ`)).split('\n');
}

export const installOwnSteps: readonly Step[] = [
  {
    id: 'install.image-of-our-own-runs',
    needs: ['install.first-boot'],
    units: installUnits,
    run: async (lab) => {
      const { machine } = lab;
      await buildImage(lab);
      await pullImage(lab);
      const settings = `form: install, image: "${own}", set: { ETCD_SNAPSHOT_COUNT: 5000 }`;
      await lab.compile('own-install', writeSpec(lab, 'own-install', settings));
      await machine.get(`${uninstalled}; tar -C / -xpf /lab/own-install/master-1.tar`);
      // The image's own comes to where there is none.
      await machine.get('rm /usr/local/bin/etcdctl');
      await rebootInstalled(lab);
      assert.equal((await atomicCalls(lab)).at(-1)?.at(-1), own);
      const said = await installerSaid(lab);
      assert.match(said, /^atomic: a stand-in /m);
      assert.match(said, /^Created file \/usr\/local\/bin\/etcdctl$/m);
      assert.match(said, new RegExp(`^File ${conf} already exists$`, 'm'));
      const { FragmentPath, NRestarts, StatusErrno } = await show(machine, 'etcd');
      assert.deepEqual([FragmentPath, NRestarts, StatusErrno], [atomicFiles[0], '0', '0']);
      await serves(lab, 'first');
      // Not a level deeper, as with the published images.
      assert.equal(await machine.get('ls -A /var/lib/etcd/default.etcd'), 'member');
      assert.ok((await variables(lab)).includes('ETCD_SNAPSHOT_COUNT=5000'), 'from --set');

      // A variable of which the published images know nothing.
      await machine.get(`echo 'ETCD_MAX_REQUEST_BYTES="1000000"' >> ${conf}`);
      await lab.restart('etcd');
      assert.ok((await variables(lab)).includes('ETCD_MAX_REQUEST_BYTES=1000000'), 'from the file');
      await serves(lab, 'restarted');

      const before = await lab.invocation('etcd');
      await machine.get('kill -9 $(systemctl show -P MainPID etcd)');
      await lab.recovers('etcd', before, 75);
      assert.equal(await machine.get('runc list -q; pidof etcd | wc -w'), 'etcd\n1', 'one container, one etcd');
      await serves(lab, 'killed');
      assert.match(await machine.get('etcdctl get --prefix --keys-only ""', api3), /first\n+killed\n+restarted/);
      await allActive(lab);
    },
  },
  {
    id: 'install.image-of-our-own-rendered',
    needs: ['install.image-of-our-own-runs'],
    units: ['etcd'],
    run: async (lab) => {
      const { machine } = lab;
      await lab.compile('own-rendered', writeSpec(lab, 'own-rendered', `image: "${own}"`));
      const installForm = '/etc/systemd/system/etcd.service.d /etc/systemd/system/unitc-install-etcd.*';
      await machine.get(
        `${uninstalled}; systemctl stop unitc-install-etcd.timer; systemctl disable --now unitc-install-etcd; rm -r ${installForm}`,
      );
      await lab.unpack('own-rendered');
      await machine.get('/usr/local/libexec/unitc/fetch-rootfs etcd && systemctl start etcd');
      assert.equal(await machine.get(`test -f ${checkouts}/etcd/rootfs/exports/manifest.json && runc list -q`), 'etcd');
      await serves(lab, 'rendered');
    },
  },
];
