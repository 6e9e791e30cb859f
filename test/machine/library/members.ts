/** Three hosts of examples/etcd-only, each a booted machine, in one network; and a writer beside them. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { must } from './command.ts';
import type { Lab } from './lab.ts';
import { Lan } from './lan.ts';
import { Machine } from './machine.ts';
import { writeOciArchive } from './oci-archive.ts';
import { projectRoot, sourceDir } from './project.ts';
import { bringBack, debianEtcd } from './rootfs.ts';
import { openMachine, removeFiles } from './scratch.ts';
import type { Step } from './step.ts';
import { invocation, recovers, until } from './units.ts';
import { Writer } from './writer.ts';

export const instances = ['etcd', 'etcd-events'] as const;
export type Instance = (typeof instances)[number];
export const ctl: Readonly<Record<Instance, string>> = { etcd: 'etcdctl', 'etcd-events': 'etcd-eventsctl' };

const addresses = { 'etcd-1': '10.0.0.11', 'etcd-2': '10.0.0.12', 'etcd-3': '10.0.0.13' } as const;
export type Name = keyof typeof addresses;
export const names: readonly Name[] = ['etcd-1', 'etcd-2', 'etcd-3'];

/** The example with Debian's etcd. */
function specText(): string {
  const text = readFileSync(path.join(projectRoot, 'examples/etcd-only/cluster.yaml'), 'utf8');
  const spec = text.replace(/version: "3[^"]+"/, `version: "${debianEtcd}"`);
  assert.notEqual(spec, text);
  return spec;
}

/** One host. */
export class Member {
  readonly name: Name;
  readonly address: string;
  readonly machine: Machine;

  constructor(name: Name, machine: Machine) {
    this.name = name;
    this.address = addresses[name];
    this.machine = machine;
  }

  /** What an administrator types on a fresh host: the tarball, and the certificates as make-pki says. */
  async install(folder: string): Promise<void> {
    await this.machine.get(`tar -C / -xpf /lab/${folder}/${this.name}.tar && systemctl daemon-reload`);
    const packed = 'find . -type f | tar -cf - --owner=0 --group=0 -T -';
    await this.machine.get(`cd /lab/PKI/${this.name} && ${packed} | tar -xpf - -C /`);
  }

  async fetch(instance: Instance): Promise<void> {
    await this.machine.get(`/usr/local/libexec/unitc/fetch-rootfs ${instance} oci-archive:/lab/etcd.oci.tar`);
  }

  /** By the wrapper, without a flag. */
  async isHealthy(instance: Instance = 'etcd'): Promise<boolean> {
    return (await this.machine.sh(`${ctl[instance]} endpoint health`, { timeout: 30 })).code === 0;
  }

  /** The members of its cluster: state, name, peer and client URL of each. */
  async list(instance: Instance = 'etcd'): Promise<string[]> {
    const text = await this.machine.get(`${ctl[instance]} member list`);
    return text
      .split('\n')
      .map((line) => line.split(', ').slice(1, 5).join(' '))
      .sort();
  }
}

export class Members {
  readonly lab: Lab;
  private readonly lan: Lan;
  private readonly hosts = new Map<Name, Member>();
  /** Paths of network namespaces, which outlive the machines. */
  private readonly networks = new Map<Name, string>();
  private writing: Writer | undefined;

  private constructor(lab: Lab, lan: Lan) {
    this.lab = lab;
    this.lan = lan;
  }

  /** Compiles the spec, makes certificates and an image, and boots the machines; nothing of ours is on them yet. */
  static async open(lab: Lab): Promise<Members> {
    const members = new Members(lab, await Lan.open(lab.scratch.name, '10.0.0.1'));
    lab.members = members;
    await members.compile('members', specText());
    const spec = path.join(lab.scratch.dir, 'members.yaml');
    const words = [path.join(lab.project, 'dist/cli/main.js'), 'pki', '--openssl', spec];
    writeFileSync(path.join(lab.scratch.lab, 'make-pki'), await must(process.execPath, words));
    await must('sh', ['make-pki'], { cwd: lab.scratch.lab });
    await writeOciArchive(path.join(lab.scratch.lab, 'etcd.tar'), path.join(lab.scratch.lab, 'etcd.oci.tar'));
    await Promise.all(names.map((name) => members.add(name)));
    return members;
  }

  /** The tarballs become /lab/FOLDER/HOST.tar. */
  private async compile(folder: string, text: string): Promise<void> {
    const file = path.join(this.lab.scratch.dir, `${folder}.yaml`);
    writeFileSync(file, text);
    await this.lab.compile(folder, file);
  }

  /** As the spec's own comment has it: one host joins the cluster that runs. */
  async compileReplaced(folder: string, name: Name): Promise<void> {
    const existing = 'components: { etcd: { members: existing }, etcd-events: { members: existing } }';
    const text = specText();
    const replaced = text.replace(new RegExp(`^(  ${name}: \\{ .*) \\}$`, 'm'), `$1, ${existing} }`);
    assert.notEqual(replaced, text);
    await this.compile(folder, replaced);
  }

  /** Boots a machine as it comes from Debian, with skopeo and umoci in the place of docker. */
  private async add(name: Name): Promise<void> {
    const network = this.networks.get(name) ?? (await this.lan.attach(name, addresses[name]));
    this.networks.set(name, network);
    const files = openMachine(this.lab.scratch, name, network);
    bringBack(files.root);
    const units = path.join(files.root, 'etc/systemd/system');
    mkdirSync(units, { recursive: true });
    for (const unit of ['docker.service', 'docker.socket', 'containerd.service']) {
      symlinkSync('/dev/null', path.join(units, unit));
    }
    const machine = new Machine(files);
    this.hosts.set(name, new Member(name, machine));
    assert.equal(await machine.boot(), 'running');
  }

  /** The machine and its disk are lost; another one boots under its name and address. */
  async replace(name: Name): Promise<Member> {
    const lost = this.at(name).machine;
    await lost.cutPower();
    assert.deepEqual(removeFiles(lost.scratch.dir), []);
    await this.add(name);
    return this.at(name);
  }

  at(name: Name): Member {
    const member = this.hosts.get(name);
    if (member === undefined) throw new Error(`${name} is not there yet`);
    return member;
  }

  get all(): readonly Member[] {
    return names.map((name) => this.at(name));
  }

  get machines(): readonly Machine[] {
    return [...this.hosts.values()].map(({ machine }) => machine);
  }

  cut(name: Name): Promise<void> {
    return this.lan.cut(name);
  }

  mend(name: Name): Promise<void> {
    return this.lan.mend(name);
  }

  /** Waits until each of the hosts says that it and its cluster are healthy. */
  async healthy(seconds: number, hosts = this.all, instance: Instance = 'etcd'): Promise<void> {
    await Promise.all(
      hosts.map((host) => until(`${instance} of ${host.name} is healthy`, seconds, () => host.isHealthy(instance))),
    );
  }

  get writer(): Writer {
    this.writing ??= new Writer({
      name: `${this.lab.scratch.name}-writer`,
      network: this.lan.path,
      log: path.join(this.lab.scratch.dir, 'acknowledged'),
      program: path.join(sourceDir, 'writer'),
      words: [
        path.join(this.lab.scratch.lab, 'PKI/etcd-1/etc/etcd/certs'),
        ...names.map((name) => `https://${addresses[name]}:2379`),
      ],
    });
    return this.writing;
  }

  stopWriter(): void {
    this.writing?.stop();
  }

  /** No acknowledged key is missing, says the member on this machine; how many there are. */
  compare(machine: Machine): Promise<number> {
    return this.writer.compare(machine, 'etcdctl get w- --prefix --keys-only');
  }

  /** The fault, and whatever follows until the unit is active again in another run, without anybody's help. */
  async survives(name: Name, harm: string, seconds = 75): Promise<void> {
    const { machine } = this.at(name);
    const before = await invocation(machine, 'etcd');
    await machine.get(harm);
    await recovers(machine, 'etcd', before, seconds);
    await this.recovered();
  }

  /** What has to be true after each fault: all healthy, writing goes on, and no acknowledged key is missing anywhere. */
  async recovered(seconds = 120): Promise<void> {
    await this.healthy(seconds);
    await this.writer.goesOn(90);
    for (const { machine } of this.all) await this.compare(machine);
  }
}

/** A step that finds three healthy members. */
export function withHealthyMembers(
  id: string,
  run: (members: Members) => Promise<void>,
  needs: readonly string[] = ['members.boot-and-form'],
): Step {
  return {
    id,
    needs,
    units: instances,
    machines: (lab) => lab.members?.machines ?? [],
    run: async ({ members }) => {
      if (members === undefined) throw new Error('there are no members');
      await members.healthy(180);
      await run(members);
    },
  };
}

/** A step that finds a writer at work too. */
export function withMembers(id: string, run: (members: Members) => Promise<void>, needs?: readonly string[]): Step {
  const writing = async (members: Members) => {
    await members.writer.goesOn(90);
    await run(members);
  };
  return withHealthyMembers(id, writing, needs);
}
