/** Machines that boot for the first time, each with nothing but what one output of ours brought; and their registry. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { must } from './command.ts';
import { buildFlanneld, flanneldImage } from './flannel.ts';
import { components, images } from './images.ts';
import type { Lab } from './lab.ts';
import { Lan } from './lan.ts';
import { Machine } from './machine.ts';
import { writeOciArchive } from './oci-archive.ts';
import { sourceDir } from './project.ts';
import { Registry, registry } from './registry.ts';
import { bringBack, debianEtcd } from './rootfs.ts';
import { openMachine, removeFiles } from './scratch.ts';

/** As the spec has it. */
const address = '192.168.122.2';
const neighbour = '192.168.122.1';

/** As on Fedora CoreOS, what no preset names is disabled on the first boot. Networks are the machine's from outside. */
const enabled = [
  'docker.*',
  'containerd.service',
  'cloud-*.service',
  'systemd-sysext.service',
  'ensure-sysext.service',
];
const presets = {
  '80-lab.preset': `${enabled.map((name) => `enable ${name}\n`).join('')}disable systemd-networkd*\n`,
  '99-default-disable.preset': 'disable *\n',
};

const etcdImage = `${registry}/coreos/etcd:v${debianEtcd}`;

const pulled: readonly (readonly [string, string])[] = [
  ['etcd', etcdImage],
  ['flanneld', flanneldImage],
  ...components.map((name) => [name, images[name]] as const),
];

/** The master of flannel.yaml, where the registry speaks plain http. */
function specText(): string {
  const text = readFileSync(path.join(sourceDir, 'flannel.yaml'), 'utf8');
  const spec = text.replace(/mirror: "[^"]+"/, '$&, insecure: true');
  assert.notEqual(spec, text);
  return spec;
}

export class FirstBoot {
  private readonly lab: Lab;
  private readonly lan: Lan;
  private readonly registry: Registry;
  private current: Machine | undefined;

  private constructor(lab: Lab, lan: Lan, opened: Registry) {
    this.lab = lab;
    this.lan = lan;
    this.registry = opened;
  }

  /** The network, and the registry with everything that the machines pull. */
  static async open(lab: Lab): Promise<FirstBoot> {
    const { scratch } = lab;
    const run = `${scratch.name}-first`;
    const lan = await Lan.open(run, neighbour);
    const dir = path.join(scratch.dir, 'registry');
    const options = { name: `${run}-registry`, network: lan.path, address: neighbour, dir, base: scratch.base };
    const first = new FirstBoot(lab, lan, await Registry.open(options));
    lab.firstBoot = first;
    await buildFlanneld(scratch.lab);
    for (const [name, reference] of pulled) {
      const archive = path.join(dir, `${name}.oci.tar`);
      await writeOciArchive(path.join(scratch.lab, `${name}.tar`), archive, { compressed: true });
      await first.registry.push(archive, reference);
    }
    writeFileSync(first.spec, specText());
    return first;
  }

  private get spec(): string {
    return path.join(this.lab.scratch.dir, 'first-boot.yaml');
  }

  /** What is booted now. */
  get machines(): readonly Machine[] {
    return this.current === undefined ? [] : [this.current];
  }

  /** Builds the spec as the words say. */
  async build(...words: readonly string[]): Promise<void> {
    await must(process.execPath, [path.join(this.lab.project, 'dist/cli/main.js'), 'build', this.spec, ...words]);
  }

  /** A machine that has never booted; `prepare` brings what is ours to its root. */
  async machine(hostname: string, prepare: (root: string) => Promise<void>): Promise<Machine> {
    await this.off();
    const network = await this.lan.attach(hostname, address);
    const files = openMachine(this.lab.scratch, hostname, network, { docker: true });
    asDistributed(files.root);
    await prepare(files.root);
    this.current = new Machine(files);
    return this.current;
  }

  /** The machine is over, and its address free for another. */
  async off(): Promise<void> {
    const machine = this.current;
    if (machine === undefined) return;
    await machine.cutPower();
    this.current = undefined;
    assert.deepEqual(removeFiles(machine.scratch.dir), []);
    await this.lan.detach(machine.scratch.hostname);
  }

  end(): void {
    this.registry.end();
  }
}

/** An image of the system that has been on no machine yet. */
function asDistributed(root: string): void {
  const write = (file: string, text: string) => {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  write('etc/machine-id', 'uninitialized\n');
  write('etc/hosts', `127.0.0.1 localhost\n${neighbour} registry.lab\n`);
  write('etc/docker/daemon.json', JSON.stringify({ 'insecure-registries': [registry] }));
  for (const [name, text] of Object.entries(presets)) write(`usr/lib/systemd/system-preset/${name}`, text);
  // Its wizard wants a console.
  symlinkSync('/dev/null', path.join(root, 'etc/systemd/system/systemd-firstboot.service'));
  bringBack(root);
}
