/** What the steps share: the machine, the tarball, and how to bring the control plane back to its compiled state. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { compileTar } from './compile.ts';
import type { FirstBoot } from './first-boot.ts';
import { type Component, components } from './images.ts';
import { Machine } from './machine.ts';
import type { Members } from './members.ts';
import type { Scratch } from './scratch.ts';
import type { Stage } from './step.ts';
import { cursor, invocation, recovers } from './units.ts';

/** In the order of the CentOS guide's loop. */
export const services = ['etcd', ...components] as const;

export const healthPorts: Readonly<Record<Component, number>> = {
  'kube-apiserver': 8080,
  'kube-controller-manager': 10252,
  'kube-scheduler': 10251,
};

export class Lab implements Stage {
  readonly machine: Machine;
  readonly scratch: Scratch;
  /** Whose `unitc` and golden spec are tested. */
  readonly project: string;
  /** The machines of the steps `members.*`, from the first of these on. */
  members: Members | undefined;
  /** The machine of the steps `diff.*`. */
  diff: Machine | undefined;
  /** The machines of the steps `first-boot.*`. */
  firstBoot: FirstBoot | undefined;

  constructor(scratch: Scratch, project: string) {
    this.machine = new Machine(scratch);
    this.scratch = scratch;
    this.project = project;
  }

  get machines(): readonly Machine[] {
    return [this.machine];
  }

  /** Compiles a spec; the tarball of its host is /lab/NAME/HOST.tar in the machine. */
  async compile(name: string, spec: string): Promise<void> {
    const folder = path.join(this.scratch.lab, name);
    mkdirSync(folder, { recursive: true });
    await compileTar(this.project, spec, folder);
  }

  /** Unpacks a tarball over the root of the running machine, as an administrator does. */
  async unpack(name = 'golden'): Promise<void> {
    await this.machine.get(`tar -C / -xpf /lab/${name}/master-1.tar && systemctl daemon-reload`);
  }

  /** All services active: starts what an earlier step has left stopped, and everything anew if that is not enough. */
  async up(): Promise<void> {
    if (await this.isUp()) return;
    await this.restore();
    await this.machine.sh(`systemctl reset-failed; systemctl start docker ${services.join(' ')}`, { timeout: 300 });
    if (!(await this.isUp())) await this.reset();
  }

  private async isUp(): Promise<boolean> {
    // is-active exits with 0 as soon as one of several units is active (systemctl(1)).
    const states = (await this.machine.sh(`systemctl is-active ${services.join(' ')} docker`)).stdout;
    return states === 'active\n'.repeat(services.length + 1);
  }

  /** Files as they were unpacked, whatever a step typed; what runs goes on as it was started. */
  async restore(): Promise<void> {
    const dropIns = services.map((name) => `/etc/systemd/system/${name}.service.d`).join(' ');
    await this.machine.get(`rm -rf ${dropIns}`);
    await this.unpack();
  }

  /** Everything stopped, restored and started. */
  async reset(): Promise<void> {
    const list = services.join(' ');
    await this.machine.get(`systemctl stop ${list}`, { timeout: 300 });
    await this.restore();
    const start = `systemctl reset-failed; systemctl start docker && systemctl start ${list}`;
    await this.machine.get(start, { timeout: 300 });
  }

  /** Replaces a file with what an administrator types. */
  async type(file: string, text: string): Promise<void> {
    await this.machine.get(`mkdir -p "$(dirname ${file})" && cat > ${file}`, { input: text });
  }

  async restart(...units: readonly string[]): Promise<void> {
    await this.machine.get(`systemctl restart ${units.join(' ')}`, { timeout: 300 });
  }

  /** Words of the running component, from the kernel. */
  async words(component: Component): Promise<string[]> {
    const pid = `$(docker inspect -f '{{.State.Pid}}' ${component})`;
    const hex = await this.machine.get(`od -An -v -tx1 /proc/${pid}/cmdline`);
    return Buffer.from(hex.replaceAll(/\s/g, ''), 'hex').toString().split('\0').slice(0, -1);
  }

  /** Words that the stand-in wrote in the current run of its unit. */
  async record(component: Component): Promise<string[]> {
    const invocation = `_SYSTEMD_INVOCATION_ID=$(systemctl show -P InvocationID ${component})`;
    const text = await this.machine.get(`journalctl --sync; journalctl -o cat --no-pager ${invocation}`);
    const lines = text.split('\n').filter((line) => line.startsWith('stand-in argv '));
    assert.equal(lines.length, 1, `records of ${component} in the journal:\n${text}`);
    const words = (lines[0] ?? '').split(' ').slice(2);
    return words.map((word) => Buffer.from(word.slice(1), 'hex').toString());
  }

  /** The component runs with exactly these words after its program, says the kernel and says the program itself. */
  async expectWords(component: Component, words: readonly string[]): Promise<void> {
    const expected = [`/usr/bin/${component}`, ...words];
    assert.deepEqual(await this.words(component), expected, `words of ${component} in /proc`);
    assert.deepEqual(await this.record(component), expected, `words that ${component} was given`);
  }

  /** The three digits that a component answers, 000 when nothing listens. */
  async health(component: Component, address = `127.0.0.1:${healthPorts[component]}`): Promise<string> {
    const ask = `curl -s -m 20 -o /dev/null -w '%{http_code}' http://${address}/healthz`;
    return (await this.machine.sh(ask)).stdout;
  }

  /** Waits until a unit is active in another run than `before` (its InvocationID). */
  recovers(unit: string, before: string, seconds: number): Promise<void> {
    return recovers(this.machine, unit, before, seconds);
  }

  invocation(unit: string): Promise<string> {
    return invocation(this.machine, unit);
  }

  cursor(): Promise<string> {
    return cursor(this.machine);
  }
}
