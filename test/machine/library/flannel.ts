/** The machine with flannel: its tarball and image, its units, and what docker has of it. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { must } from './command.ts';
import { components } from './images.ts';
import { type Lab, services } from './lab.ts';
import type { Machine } from './machine.ts';
import { sourceDir } from './project.ts';
import type { Step } from './step.ts';
import { type Entry, show, until } from './units.ts';

export const flanneldImage = 'registry.lab:5000/coreos/flannel:v0.7.1-amd64';
/** `flannel.dockerWait` of flannel.yaml, in seconds. */
export const dockerWait = 15;
export const networkPrefix = '/atomic.io/network';
/** Everything that has to be active, in the order of a start. */
export const flannelServices = ['etcd', 'flanneld', 'docker', ...components] as const;
export const flannelUnits = [...services, 'flanneld', 'flannel-network-config', 'docker'];

const cleared = 'rm -f /run/flannel/*';

/** Compiles the spec into /lab/flannel, and with `late: report` into /lab/flannel-report. */
export async function compileFlannel(lab: Lab): Promise<void> {
  const file = path.join(sourceDir, 'flannel.yaml');
  await lab.compile('flannel', file);
  const report = readFileSync(file, 'utf8').replace('dockerWait: 15', 'dockerWait: 15, late: report');
  const other = path.join(lab.scratch.dir, 'flannel-report.yaml');
  writeFileSync(other, report);
  await lab.compile('flannel-report', other);
}

/** A real flanneld, which Debian does not have: a static program that the environment names. */
export const realFlanneld = process.env.FLANNELD === '' ? undefined : process.env.FLANNELD;

/** Whose flanneld the steps meet, in words. */
export const whichFlanneld =
  realFlanneld ?? 'the stand-in of test/machine/stand-in-flanneld.c (FLANNELD= names a real one)';

/** Puts flanneld, or the stand-in for it, into a root file system, and that into /lab/flanneld.tar. */
export async function buildFlanneld(folder: string): Promise<void> {
  const work = mkdtempSync(path.join(tmpdir(), 'unitc-stand-in-'));
  try {
    mkdirSync(path.join(work, 'opt/bin'), { recursive: true });
    const program = path.join(work, 'opt/bin/flanneld');
    if (realFlanneld === undefined) {
      const source = path.join(sourceDir, 'stand-in-flanneld.c');
      await must('gcc', ['-static', '-Os', '-Wall', '-Wextra', '-Werror', '-o', program, source]);
    } else await must('install', ['-m', '755', realFlanneld, program]);
    await must('tar', ['-C', work, '-cf', path.join(folder, 'flanneld.tar'), '.']);
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** Words of the running docker daemon, from the kernel. */
export async function dockerWords(lab: Pick<Lab, 'machine'>): Promise<string[]> {
  const text = await lab.machine.get(`tr '\\0' '\\n' < /proc/$(systemctl show -P MainPID docker)/cmdline`);
  return text.split('\n');
}

/** Value of a variable that flanneld wrote for the host. */
export function leased(lab: Pick<Lab, 'machine'>, variable: string): Promise<string> {
  return lab.machine.get(`sed -n 's/^${variable}=//p' /run/flannel/subnet.env`);
}

/** The daemon has the lease of now, by its words and by the address of its bridge. */
export async function expectOptions(lab: Pick<Lab, 'machine'>): Promise<void> {
  const [subnet, mtu] = [await leased(lab, 'FLANNEL_SUBNET'), await leased(lab, 'FLANNEL_MTU')];
  assert.match(subnet, /^172\.16\.\d+\.1\/24$/);
  const words = (await dockerWords(lab)).filter((word) => /^--(bip|ip-masq|mtu)\b/.test(word));
  assert.deepEqual(words, [`--bip=${subnet}`, '--ip-masq=true', `--mtu=${mtu}`], 'words of docker');
  assert.match(await lab.machine.get('ip -4 -o address show docker0'), new RegExp(` inet ${subnet} `));
}

export async function hasOptions(lab: Lab): Promise<boolean> {
  return (await dockerWords(lab)).some((word) => word.startsWith('--bip='));
}

async function isUp(lab: Lab): Promise<boolean> {
  const { stdout } = await lab.machine.sh(`systemctl is-active ${flannelServices.join(' ')}`);
  return stdout === 'active\n'.repeat(flannelServices.length) && (await hasOptions(lab));
}

/** Everything is active, by the first attempt of each. */
export async function expectFirstAttempts(machine: Machine): Promise<void> {
  const list = flannelServices.join(' ');
  assert.equal(await machine.get(`systemctl is-active ${list}`), flannelServices.map(() => 'active').join('\n'));
  const restarts = await machine.get(`systemctl show -P NRestarts ${list}`);
  assert.deepEqual(
    restarts.match(/\d+/g),
    flannelServices.map(() => '0'),
    'the first attempt of each succeeds',
  );
}

/** Every service stopped, the files as they were unpacked, and no lease on the host. */
async function allStopped(lab: Lab): Promise<void> {
  const { machine } = lab;
  const list = [...components, 'docker.socket', 'docker', 'flanneld', 'flannel-network-config', 'etcd'].join(' ');
  await machine.get(`systemctl stop ${list}; systemctl reset-failed; ${cleared}`, { timeout: 300 });
  await lab.unpack('flannel');
}

/** Everything active with the compiled files, should an earlier step have left it otherwise. */
async function flannelUp(lab: Lab): Promise<void> {
  const list = flannelServices.join(' ');
  const busy = async () => (await lab.machine.sh(`systemctl is-active ${list}`)).stdout.includes('activating');
  await until('no service is on its way', 180, async () => !(await busy()));
  if (await isUp(lab)) return lab.unpack('flannel');
  await allStopped(lab);
  await lab.machine.get(`systemctl start ${list}`, { timeout: 300 });
}

/** Further flags of flanneld, as an administrator types them; what runs goes on as it was started. */
export async function typeOptions(lab: Lab, options: string): Promise<void> {
  const file = '/etc/sysconfig/flanneld';
  const text = await lab.machine.get(`cat ${file}`);
  await lab.type(file, `${text.replace(/^FLANNEL_OPTIONS=.*$/m, `FLANNEL_OPTIONS="${options}"`)}\n`);
}

/** Moment of a unit's first journal line of PID 1 with this beginning; NaN where there is none. */
export function when(entries: readonly Entry[], unit: string, start: string): number {
  const found = entries.find(
    (entry) => entry.program === 'systemd' && entry.unit === `${unit}.service` && entry.message.startsWith(start),
  );
  return found?.at ?? Number.NaN;
}

/** In the order of a boot: what is ready before the next begins. */
export function expectOrder(entries: readonly Entry[]): void {
  const chain = ['etcd', 'flannel-network-config', 'flanneld', 'docker', 'kube-apiserver'] as const;
  for (const [at, unit] of chain.entries()) {
    const next = chain[at + 1];
    const done = when(entries, unit, unit === 'flannel-network-config' ? 'Finished ' : 'Started ');
    const begun = next === undefined ? done : when(entries, next, 'Starting ');
    assert.ok(done <= begun, `${unit} is there at ${done} s, ${next} begins at ${begun} s`);
  }
  for (const component of components) {
    const begun = when(entries, component, 'Starting ');
    assert.ok(when(entries, 'docker', 'Started ') <= begun, `docker, then ${component}`);
  }
}

/** Waits until docker, in another run than `before`, and its units are active with the lease of now. */
export async function dockerFollows(lab: Lab, before: string, seconds: number): Promise<void> {
  await lab.recovers('docker', before, seconds);
  await expectOptions(lab);
}

/** Waits until flanneld's start has come to an end that is a good one. */
export async function flanneldStarts(lab: Lab, seconds: number): Promise<void> {
  await until(
    'flanneld is active',
    seconds,
    async () => (await show(lab.machine, 'flanneld')).ActiveState === 'active',
  );
}

/** Answer of etcd's API 2 about a key below flannel's prefix. */
export async function networkNode(lab: Lab, key: string): Promise<{ value?: string; modifiedIndex?: number }> {
  const text = await lab.machine.get(`curl -s -m 20 http://127.0.0.1:2379/v2/keys${networkPrefix}/${key}`);
  // {"action":"get","node":{...}}, or {"errorCode":100,...} for a key that is absent (etcd's v2 API documentation).
  const answer: { node?: { value: string; modifiedIndex: number } } = JSON.parse(text);
  return answer.node ?? {};
}

function booted(id: string, before: (lab: Lab) => Promise<void>, run: (lab: Lab) => Promise<void>): Step {
  return {
    id,
    needs: ['flannel.first-boot'],
    units: flannelUnits,
    run: async (lab) => {
      await before(lab);
      await run(lab);
    },
  };
}

/** A step that finds everything active. */
export function withFlannel(id: string, run: (lab: Lab) => Promise<void>): Step {
  return booted(id, flannelUp, run);
}

/** A step that finds everything stopped. */
export function fromStopped(id: string, run: (lab: Lab) => Promise<void>): Step {
  return booted(id, allStopped, run);
}

/** A step that tells flanneld how to fail, which a real one does not let itself be told. */
export function ofStandIn(step: Step): Step {
  return { ...step, standIn: true };
}
