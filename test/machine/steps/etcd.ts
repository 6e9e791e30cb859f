/** etcd's system container: where its root file system comes from, and what `started` means. */
import assert from 'node:assert/strict';
import type { Step } from '../library/step.ts';
import { cursor, journal } from '../library/units.ts';

const bundle = '/var/lib/containers/atomic/etcd.0';

export const etcdSteps: readonly Step[] = [
  {
    id: 'etcd.no-rootfs-says-what-to-do',
    needs: ['tree.tmpfiles'],
    units: ['etcd.service'],
    run: async ({ machine }) => {
      const before = await cursor(machine);
      const started = await machine.sh('systemctl start etcd');
      await machine.get('systemctl stop etcd; systemctl reset-failed');
      assert.notEqual(started.code, 0);
      const told = (await journal(machine, 'etcd', before)).map((entry) => entry.message).join('\n');
      assert.match(told, /\/usr\/local\/libexec\/unitc\/fetch-rootfs etcd/);
    },
  },
  {
    id: 'etcd.fetch-rootfs',
    needs: ['boot.images', 'tree.tmpfiles'],
    units: ['docker.service'],
    run: async ({ machine }) => {
      await machine.get('/usr/local/libexec/unitc/fetch-rootfs etcd');
      assert.equal(
        await machine.get(`test -x ${bundle}/rootfs/usr/local/bin/etcd && readlink ${bundle}/../etcd`),
        'etcd.0',
      );
      assert.equal(await machine.get('docker ps -aq'), '', 'containers left by fetch-rootfs');
      await machine.get('/usr/local/libexec/unitc/fetch-rootfs etcd');
      assert.equal(
        await machine.get(`ls -A ${bundle}`),
        'config.json\nfetched\ninfo\nrootfs',
        'a second call leaves the same',
      );
    },
  },
];
