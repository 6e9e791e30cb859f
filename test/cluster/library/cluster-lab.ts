/** What the steps share: the network, the machine beside the clusters, and the cluster that is up. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compileTar } from '../../machine/library/compile.ts';
import { Lan } from '../../machine/library/lan.ts';
import type { Machine } from '../../machine/library/machine.ts';
import type { Base } from '../../machine/library/rootfs.ts';
import { type MachineFiles, openMachine, type Scratch } from '../../machine/library/scratch.ts';
import type { Stage } from '../../machine/library/step.ts';
import { images } from './images.ts';
import { Infra } from './infra.ts';
import { kubernetes } from './kubernetes.ts';
import { Site } from './site.ts';

export const infraAddress = '10.0.0.2';

export class ClusterLab implements Stage {
  readonly scratch: Scratch;
  /** Whose `unitc` and specs are tested. */
  readonly project: string;
  /** Folder of Kubernetes' programs. */
  readonly programs: string;
  readonly infra: Infra;
  readonly lan: Lan;
  private readonly networks: Map<string, string>;
  private current: Site | undefined;

  private constructor(scratch: Scratch, project: string, programs: string, lan: Lan, infra: MachineFiles) {
    this.scratch = scratch;
    this.project = project;
    this.programs = programs;
    this.lan = lan;
    this.networks = new Map([[infra.hostname, infra.network ?? '']]);
    this.infra = new Infra(infra);
  }

  static async open(scratch: Scratch, project: string, made: Base): Promise<ClusterLab> {
    const programs = await kubernetes();
    const archives = await images(programs, made, scratch.lab);
    const lan = await Lan.open(scratch.name, '10.0.0.1');
    const network = await lan.attach('infra', infraAddress);
    const lab = new ClusterLab(scratch, project, programs, lan, openMachine(scratch, 'infra', network));
    nameHosts(lab.infra.machine.scratch.root, []);
    await lab.infra.open(archives);
    return lab;
  }

  get machines(): readonly Machine[] {
    return [this.infra.machine, ...(this.current?.machines ?? [])];
  }

  /** The cluster of the steps, raised by the first of them. */
  get site(): Site {
    if (this.current === undefined) throw new Error('there is no cluster');
    return this.current;
  }

  up(): Promise<void> {
    return this.site.up();
  }

  /** Ends the cluster that was up, and raises that of another golden spec up to its reboot. */
  async raise(name: string): Promise<Site> {
    await this.current?.end();
    this.current = undefined;
    await this.compile(name, path.join(this.project, 'golden', name, 'spec.yaml'));
    this.current = await Site.open(this, name);
    return this.current;
  }

  /** Ends everything. */
  async close(): Promise<void> {
    await this.current?.end();
    this.current = undefined;
    await this.infra.machine.powerOff();
  }

  /** Compiles a spec; the tarballs of its hosts are /lab/NAME/HOST.tar in the machines. */
  async compile(name: string, spec: string): Promise<void> {
    const folder = path.join(this.scratch.lab, name);
    mkdirSync(folder, { recursive: true });
    await compileTar(this.project, spec, folder);
  }

  /** Network namespaces outlive the machines. */
  async attach(host: string, address: string): Promise<string> {
    const network = this.networks.get(host) ?? (await this.lan.attach(host, address));
    this.networks.set(host, network);
    return network;
  }
}

/** Writes /etc/hosts of a machine. */
export function nameHosts(root: string, hosts: readonly { readonly name: string; readonly address: string }[]): void {
  const lines = hosts.map(({ name, address }) => `${address} ${name}`);
  const text = ['127.0.0.1 localhost', `${infraAddress} infra registry.lab api.lab`, ...lines];
  writeFileSync(path.join(root, 'etc/hosts'), `${text.join('\n')}\n`);
}
