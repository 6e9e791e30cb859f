/** The spec changes under a running cluster: what `unitc plan` says, what apply then does, and the way back. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { must } from '../../machine/library/command.ts';
import type { Step } from '../../machine/library/step.ts';
import { stepsOf } from '../library/at.ts';
import type { ClusterLab } from '../library/cluster-lab.ts';
import { Host } from '../library/host.ts';
import type { Site } from '../library/site.ts';

const { fault } = stepsOf('tls');
const script = '/usr/local/libexec/unitc/apply';

/** In each host's /lab/FOLDER the tarball of the golden spec with more to it; the spec's file. */
async function compile(lab: ClusterLab, folder: string, more: string): Promise<string> {
  const file = path.join(lab.scratch.dir, `${folder}.yaml`);
  const golden = path.join(lab.project, 'golden', lab.site.name, 'spec.yaml');
  writeFileSync(file, `extends: ${path.relative(path.dirname(file), golden)}\n${more}`);
  await lab.compile(folder, file);
  return file;
}

interface Interrupted {
  readonly unit: string;
  readonly type: string;
}

/** What the command line says of a host's disk: `restart UNIT`. */
async function planned(lab: ClusterLab, spec: string, { name, machine }: Host): Promise<string[]> {
  const words = ['--format', 'json', 'plan', spec, '--root', machine.scratch.root, '--host', name];
  const text = await must(process.execPath, [path.join(lab.project, 'dist/cli/main.js'), ...words]);
  const [host] = JSON.parse(text).hosts;
  return host.interrupted.map(({ unit, type }: Interrupted) => `${type} ${unit}`);
}

/** Main processes of all that runs, by unit. */
async function mainPids({ machine, units }: Host): Promise<Map<string, string>> {
  const pids = new Map<string, string>();
  for (const unit of ['docker.service', ...units]) {
    pids.set(unit, await machine.get(`systemctl show -P MainPID ${unit}`));
  }
  return pids;
}

/** Units whose main process is another one after apply: `restart UNIT`. */
async function applied(host: Host, tar: string): Promise<string[]> {
  const before = await mainPids(host);
  await host.machine.get(`${script} ${tar}`, { timeout: 600 });
  const after = await mainPids(host);
  return [...before.keys()].filter((unit) => before.get(unit) !== after.get(unit)).map((unit) => `restart ${unit}`);
}

/** On every host the plan and what came of it, which are the same. */
async function change(lab: ClusterLab, spec: string, folder: string): Promise<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {};
  for (const host of lab.site.hosts) {
    const said = await planned(lab, spec, host);
    const done = await applied(host, `/lab/${folder}/${host.name}.tar`);
    assert.deepEqual(done.sort(), [...said].sort(), `${host.name}: what was restarted, and what the plan says`);
    found[host.name] = done;
  }
  return found;
}

async function words({ machine }: Host, name: string): Promise<string[]> {
  return (await machine.get(`tr '\\0' '\\n' < /proc/${Host.program(name)}/cmdline`)).split('\n');
}

/** Another tag of an image that the registry has. */
async function retag({ infra }: ClusterLab, repository: string, from: string, to: string): Promise<void> {
  const at = (tag: string) => `docker://registry.lab:5000/${repository}:${tag}`;
  const insecure = '--insecure-policy --src-tls-verify=false --dest-tls-verify=false';
  await infra.machine.get(`skopeo copy --quiet ${insecure} ${at(from)} ${at(to)}`, { timeout: 300 });
}

const louder = 'components: { kube-scheduler: { flags: { v: 4 } } }\n';
const images = `components:
  etcd: { image: "registry.lab:5000/coreos/etcd:v3.4.23-again" }
  kube-controller-manager: { image: "registry.lab:5000/kube-controller-manager:v1.20.2-again" }
`;

/** A step that has the lab too, and the writer beside it. */
function changing(id: string, run: (lab: ClusterLab, site: Site) => Promise<void>, needs: readonly string[] = []) {
  const step = (lab: ClusterLab) => fault(id, (site) => run(lab, site), needs);
  return { ...fault(id, () => Promise.resolve(), needs), run: (lab: ClusterLab) => step(lab).run(lab) };
}

export const changeSteps: readonly Step<ClusterLab>[] = [
  changing('change-flag', async (lab, site) => {
    const spec = await compile(lab, 'tls-louder', louder);
    assert.deepEqual(await change(lab, spec, 'tls-louder'), {
      'master-1': ['restart kube-scheduler.service'],
      'node-1': [],
    });
    assert.ok((await words(site.first, 'kube-scheduler')).includes('--v=4'));
  }),
  changing(
    'change-images',
    async (lab, site) => {
      await retag(lab, 'coreos/etcd', 'v3.4.23', 'v3.4.23-again');
      await retag(lab, 'kube-controller-manager', 'v1.20.2', 'v1.20.2-again');
      const spec = await compile(lab, 'tls-images', images);
      const { 'master-1': master, 'node-1': node } = await change(lab, spec, 'tls-images');
      // The scheduler's flag is gone again.
      assert.deepEqual([...(master ?? [])].sort(), [
        'restart etcd.service',
        'restart kube-controller-manager.service',
        'restart kube-scheduler.service',
      ]);
      assert.deepEqual(node, []);
      const { machine } = site.first;
      const image = await machine.get("docker inspect -f '{{.Config.Image}}' kube-controller-manager");
      assert.equal(image, 'registry.lab:5000/kube-controller-manager:v1.20.2-again');
      assert.match(
        await machine.get('/usr/local/libexec/unitc/slot status etcd'),
        /^etcd\.0 +registry\.lab:5000\/coreos\/etcd:v3\.4\.23-again/m,
      );
    },
    ['change-flag'],
  ),
  changing(
    'change-back',
    async (lab, site) => {
      const spec = path.join(lab.project, 'golden', site.name, 'spec.yaml');
      const { 'master-1': master } = await change(lab, spec, site.name);
      assert.deepEqual([...(master ?? [])].sort(), ['restart etcd.service', 'restart kube-controller-manager.service']);
      for (const host of site.hosts) {
        assert.match(await host.machine.get(`${script} /lab/${site.name}/${host.name}.tar`), /\nnothing to do$/);
      }
      await site.first.machine.get(`${script} --rollback`, { timeout: 600 });
      await site.recovered();
      await site.first.machine.get(`${script} --rollback`, { timeout: 600 });
    },
    ['change-images'],
  ),
];
