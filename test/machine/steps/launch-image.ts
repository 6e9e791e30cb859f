/** `launch: image`: etcd from an image that docker builds of our build context, under the unit that atomic would have written. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compileContext } from '../library/compile.ts';
import { images } from '../library/images.ts';
import type { Lab } from '../library/lab.ts';
import { services } from '../library/lab.ts';
import { debianEtcd } from '../library/rootfs.ts';
import type { Step } from '../library/step.ts';
import { show } from '../library/units.ts';

const image = `registry.lab:5000/system/etcd:${debianEtcd}`;
const next = `${image}-2`;
const base = `registry.lab:5000/coreos/etcd:v${debianEtcd}`;
const bundle = '/var/lib/containers/atomic/etcd.0';
const snapshots = '/var/lib/etcd-snapshots';
const helpers = '/usr/local/libexec/unitc';
const api3 = { variables: { ETCDCTL_API: '3' } };
const running = { needs: ['launch-image.unpack'], units: ['etcd'] };

const put = ({ machine }: Lab, key: string, value: string) => machine.get(`etcdctl put ${key} ${value}`, api3);
const get = ({ machine }: Lab, key: string) => machine.get(`etcdctl get ${key} --print-value-only`, api3);
const environment = ({ machine }: Lab) => machine.get(`tr '\\0' '\\n' < /proc/$(pidof etcd)/environ`);

/** The golden spec with etcd from an image of our own. */
async function compile(lab: Lab, name: string, reference: string): Promise<string> {
  const { project, scratch } = lab;
  const golden = readFileSync(path.join(project, 'golden/debian/spec.yaml'), 'utf8');
  const spec = path.join(scratch.dir, `${name}.yaml`);
  const own = `components: { etcd: { launch: image, image: "${reference}", snapshots: {} } }\n`;
  writeFileSync(spec, golden.replace('version: "3.1.0"', `version: "${debianEtcd}"`) + own);
  await lab.compile(name, spec);
  return spec;
}

/** As its makers' image has one, the base of the lab gets a shell; docker then builds what podman would. */
async function build(lab: Lab): Promise<void> {
  const root = '/var/tmp/etcd-base';
  await lab.machine.get(
    [
      `mkdir -p ${root} && tar -C ${root} -xf /lab/etcd.tar && mkdir -p ${root}/bin && cp /bin/dash ${root}/bin/sh`,
      `tar -C ${root} -c . | docker import - ${base} && rm -rf ${root}`,
      `DOCKER_BUILDKIT=0 docker build --tag ${image} -f /lab/launch-image/etcd/Containerfile /lab/launch-image/etcd`,
    ].join(' && '),
    { timeout: 300 },
  );
}

export const launchImageSteps: readonly Step[] = [
  {
    id: 'launch-image.unpack',
    needs: ['guide.loop'],
    up: true,
    units: ['etcd', 'docker'],
    run: async (lab) => {
      const { machine, project, scratch } = lab;
      const spec = await compile(lab, 'launch-image', image);
      await compileContext(project, { spec, component: 'etcd' }, path.join(scratch.lab, 'launch-image/etcd'));
      await build(lab);
      await machine.get('systemctl stop etcd');
      await lab.unpack('launch-image');
      await machine.get(`${helpers}/fetch-rootfs etcd && test -x ${bundle}/rootfs/usr/libexec/unitc/start`);
      assert.deepEqual(await machine.sh('systemd-analyze verify --man=no etcd.service'), {
        code: 0,
        stdout: '',
        stderr: '',
      });
      await lab.restart('etcd');
    },
  },
  {
    id: 'launch-image.is-what-the-image-holds',
    ...running,
    run: async (lab) => {
      const { machine } = lab;
      // The templates as they lie in the image, filled with what `info` says that atomic filled in.
      const values = JSON.parse(await machine.get(`cat ${bundle}/info`)).values;
      assert.equal(values.EXEC_START, "/usr/sbin/runc --systemd-cgroup run 'etcd'");
      const exports = `${bundle}/rootfs/exports`;
      for (const [template, file] of [
        ['service.template', '/etc/systemd/system/etcd.service'],
        ['tmpfiles.template', '/etc/tmpfiles.d/etcd.conf'],
        ['config.json.template', `${bundle}/config.json`],
      ] as const) {
        const text = await machine.get(`cat ${exports}/${template}`);
        const filled = text.replaceAll(/\$(?:\$|\{(\w+)\})/g, (_, name) => (name === undefined ? '$' : values[name]));
        assert.equal(await machine.get(`cat ${file}`), filled, file);
      }
      for (const [file, sum] of Object.entries(
        JSON.parse(await machine.get(`cat ${bundle}/info`))['installed-files-checksum'],
      )) {
        if (sum === '0') continue;
        assert.equal(await machine.get(`sha256sum < ${file}`), `${sum}  -`, file);
        assert.equal(await machine.get(`sha256sum < ${exports}/hostfs${file}`), `${sum}  -`, file);
      }
    },
  },
  {
    id: 'launch-image.host-file-wins',
    ...running,
    run: async (lab) => {
      const { machine } = lab;
      const { FragmentPath, ExecStart, ActiveState } = await show(machine, 'etcd');
      assert.deepEqual([FragmentPath, ActiveState], ['/etc/systemd/system/etcd.service', 'active']);
      assert.match(ExecStart ?? '', /argv\[\]=\/usr\/sbin\/runc --systemd-cgroup run etcd ;/);
      assert.match(await environment(lab), /^ETCD_NAME=master-1$/m);
      const conf = await machine.get('cat /etc/etcd/etcd.conf');
      try {
        await lab.type('/etc/etcd/etcd.conf', `${conf}\nETCD_HEARTBEAT_INTERVAL="150"\nETCD_LOG_LEVEL='warn' \n`);
        await lab.restart('etcd');
        const told = await environment(lab);
        assert.match(told, /^ETCD_HEARTBEAT_INTERVAL=150$/m);
        assert.match(told, /^ETCD_LOG_LEVEL=warn$/m);
      } finally {
        await lab.type('/etc/etcd/etcd.conf', `${conf}\n`);
        await lab.restart('etcd');
      }
    },
  },
  {
    id: 'launch-image.started-means-serves',
    ...running,
    run: async (lab) => {
      for (let round = 0; round < 3; round++) {
        const health = 'systemctl restart etcd && curl -s -m 3 http://127.0.0.1:2379/health';
        assert.equal(await lab.machine.get(health), '{"health":"true"}');
      }
      await put(lab, 'launched', 'by-the-image');
      assert.equal(await get(lab, 'launched'), 'by-the-image');
    },
  },
  {
    id: 'launch-image.runc-killed',
    ...running,
    run: async (lab) => {
      const before = await lab.invocation('etcd');
      await lab.machine.get('kill -9 $(systemctl show -P MainPID etcd)');
      await lab.recovers('etcd', before, 75);
      assert.equal(await lab.machine.get('runc list -q; pgrep -xc etcd'), 'etcd\n1');
    },
  },
  {
    id: 'launch-image.snapshot-and-restore',
    needs: ['launch-image.started-means-serves'],
    units: ['etcd', 'etcd-snapshot', 'etcd-restore@*'],
    run: async (lab) => {
      const { machine } = lab;
      assert.equal(await machine.get('systemctl is-active etcd-snapshot.timer'), 'active');
      await machine.get('systemctl start etcd-snapshot');
      const time = (await machine.get(`ls ${snapshots} | tail -n 1`)).replace(/\.db$/, '');
      await put(lab, 'launched', 'later');
      await machine.get(`systemctl stop etcd && systemctl start etcd-restore@${time} && systemctl start etcd`);
      assert.equal(await get(lab, 'launched'), 'by-the-image');
    },
  },
  {
    id: 'launch-image.another-image-is-applied',
    needs: ['launch-image.snapshot-and-restore'],
    units: ['etcd'],
    run: async (lab) => {
      const { machine } = lab;
      await compile(lab, 'launch-image-2', next);
      await machine.get(`docker tag ${image} ${next}`);
      const said = await machine.get(`${helpers}/apply /lab/launch-image-2/master-1.tar`, { timeout: 300 });
      assert.match(said, /^\$ systemctl stop etcd\.service\n\$ \S+\/fetch-rootfs etcd$/m);
      assert.equal(
        await machine.get(`systemctl is-active etcd; sed -n s/^image=//p ${bundle}/fetched`),
        `active\n${next}`,
      );
      assert.equal(await get(lab, 'launched'), 'by-the-image');
    },
  },
  {
    id: 'launch-image.reboot',
    needs: ['launch-image.snapshot-and-restore'],
    units: services,
    run: async (lab) => {
      const { machine } = lab;
      await machine.powerOff();
      assert.equal(await machine.boot(), 'running');
      const states = await machine.get(`systemctl is-active ${services.join(' ')} etcd-snapshot.timer`);
      assert.equal(states, 'active\n'.repeat(services.length + 1).trim());
      assert.equal((await show(machine, 'etcd')).NRestarts, '0');
      assert.equal(await get(lab, 'launched'), 'by-the-image');
    },
  },
  {
    id: 'launch-image.taken-away',
    needs: ['launch-image.unpack'],
    units: services,
    run: async (lab) => {
      const { machine } = lab;
      const own = `${bundle}/etcd.service ${bundle}/tmpfiles-etcd.conf ${helpers}/etcd ${snapshots}`;
      const units = '/etc/systemd/system/etcd-';
      await machine.get(
        [
          'systemctl stop etcd etcd-snapshot.timer',
          `rm -rf ${own} ${units}snapshot.* ${units}restore@.service /var/lib/etcd/*.before-*`,
          `docker rmi ${image} ${next} ${base}; rm -rf /var/lib/unitc/apply`,
        ].join('; '),
      );
      await lab.restore();
      await machine.get(`${helpers}/fetch-rootfs etcd ${images.etcd} && systemctl reset-failed`);
      await lab.restart('etcd');
      assert.equal(await machine.get(`ls -A ${bundle}`), 'config.json\nfetched\ninfo\nkept\nrootfs');
      assert.equal(await get(lab, 'launched'), 'by-the-image', 'the data is the same under the other unit');
    },
  },
];
