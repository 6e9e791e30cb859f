/** etcd while it runs. */
import assert from 'node:assert/strict';
import type { Step } from '../library/step.ts';
import { cursor, journal, show, until } from '../library/units.ts';

export const etcdRunningSteps: readonly Step[] = [
  {
    id: 'etcd.started-means-serves',
    needs: ['guide.loop'],
    up: true,
    units: ['etcd.service'],
    run: async ({ machine }) => {
      for (let round = 0; round < 3; round++) {
        const health = 'systemctl restart etcd && curl -s -m 20 http://127.0.0.1:2379/health';
        assert.equal(await machine.get(health), '{"health":"true"}');
      }
    },
  },
  {
    id: 'etcd.occupied-port-is-noticed',
    needs: ['guide.loop'],
    up: true,
    units: ['etcd.service'],
    run: async ({ machine }) => {
      const occupier = 'systemd-run --quiet --unit=occupier --socket-property=ListenStream=2379 sleep infinity';
      await machine.get(`systemctl stop etcd; ${occupier}`);
      try {
        const before = await cursor(machine);
        await machine.get('systemctl start --no-block etcd');
        const said = async () => (await journal(machine, 'etcd', before)).map(({ message }) => message);
        const restarts = async () => Number((await show(machine, 'etcd')).NRestarts);
        await until('it is tried again', 90, async () => (await restarts()) > 0);
        const told = (await said()).join('\n');
        assert.match(told, /listen tcp [\d.]+:2379: bind: address already in use/);
        assert.match(told, /^wait-ready: etcd ended before it was ready/m);
      } finally {
        await machine.sh('systemctl stop occupier.socket occupier.service');
      }
      await until('it recovers by itself', 90, async () => (await show(machine, 'etcd')).ActiveState === 'active');
      assert.equal(await machine.get('curl -s -m 20 http://127.0.0.1:2379/health'), '{"health":"true"}');
    },
  },
  {
    id: 'etcd.reads-its-conf',
    needs: ['guide.loop'],
    up: true,
    units: ['etcd.service'],
    run: async (lab) => {
      const { machine } = lab;
      const conf = await machine.get('cat /etc/etcd/etcd.conf');
      try {
        const typed = ['ETCD_HEARTBEAT_INTERVAL=150', 'ETCD_INITIAL_CLUSTER_TOKEN="a  b \\"c\\" \\\\ $d %i *"'];
        await lab.type('/etc/etcd/etcd.conf', `${conf}\n${typed.join('\n')}\n`);
        await lab.restart('etcd');
        const environment = (await machine.get('tr "\\0" "\\n" < /proc/$(pidof etcd)/environ')).split('\n');
        assert.ok(environment.includes('ETCD_HEARTBEAT_INTERVAL=150'), environment.join('\n'));
        assert.ok(environment.includes('ETCD_INITIAL_CLUSTER_TOKEN=a  b "c" \\ $d %i *'), environment.join('\n'));
      } finally {
        await lab.type('/etc/etcd/etcd.conf', `${conf}\n`);
        await lab.restart('etcd');
      }
    },
  },
  {
    id: 'etcd.running-rootfs-is-not-replaced',
    needs: ['guide.loop'],
    up: true,
    units: ['etcd.service'],
    run: async ({ machine }) => {
      const pid = await machine.get('pidof etcd');
      const refused = await machine.sh('/usr/local/libexec/unitc/fetch-rootfs etcd');
      assert.deepEqual([refused.code, refused.stdout], [1, '']);
      assert.match(refused.stderr, /systemctl stop etcd/);
      assert.equal(
        await machine.get('pidof etcd; ls -A /var/lib/containers/atomic/etcd.0'),
        `${pid}\nconfig.json\nfetched\ninfo\nkept\nrootfs`,
      );
    },
  },
  {
    id: 'etcd.data-where-the-guide-says',
    needs: ['guide.loop'],
    up: true,
    units: ['etcd.service'],
    run: async ({ machine }) => {
      // The same path inside and outside, so that ETCD_DATA_DIR of the guide means what it says.
      const dir = await machine.get('. /etc/etcd/etcd.conf; echo "$ETCD_DATA_DIR"');
      await until(`${dir}/member on the host`, 10, async () => (await machine.sh(`test -d ${dir}/member`)).code === 0);
      assert.match(dir, /^\/var\/lib\/etcd/);
    },
  },
];
