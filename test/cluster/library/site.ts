/** The cluster of one golden spec: its hosts, its certificates, and who writes to it. */
import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { must, pause } from '../../machine/library/command.ts';
import type { Machine } from '../../machine/library/machine.ts';
import { openMachine, removeFiles } from '../../machine/library/scratch.ts';
import { until } from '../../machine/library/units.ts';
import { Writer } from '../../machine/library/writer.ts';
import { type ClusterLab, infraAddress, nameHosts } from './cluster-lab.ts';
import { Host } from './host.ts';
import { clusterDir } from './kubernetes.ts';

/** As the specs have them. */
const addresses: Readonly<Record<string, string>> = {
  'master-1': '10.0.0.11',
  'master-2': '10.0.0.12',
  'master-3': '10.0.0.13',
  'node-1': '10.0.0.21',
};

/** A kubelet reads /dev/kmsg, which is not a machine's. */
const nodeBinds = ['/dev/null:/dev/kmsg'];

export class Site {
  readonly name: string;
  private readonly lab: ClusterLab;
  private readonly byName = new Map<string, Host>();
  private writing: Writer | undefined;

  private constructor(lab: ClusterLab, name: string) {
    this.lab = lab;
    this.name = name;
  }

  /** Bare machines, on which everything is then typed as on fresh hosts, up to the reboot. */
  static async open(lab: ClusterLab, name: string): Promise<Site> {
    const site = new Site(lab, name);
    const folder = path.join(lab.scratch.lab, name);
    const hosts = readdirSync(folder).map((file) => file.replace(/\.tar$/, ''));
    const spec = path.join(lab.project, 'golden', name, 'spec.yaml');
    const pki = [path.join(lab.project, 'dist/cli/main.js'), 'pki', '--openssl', spec];
    writeFileSync(path.join(lab.scratch.lab, `make-${name}`), await must(process.execPath, pki));
    const making = must('sh', [`make-${name}`, site.pki], { cwd: lab.scratch.lab });
    await Promise.all([making, ...hosts.map((host) => site.add(host))]);
    if (site.masters.length > 1) await lab.infra.balance(site.masters.map(({ address }) => address));
    await Promise.all(site.hosts.map((host) => host.install(name, site.pki)));
    await Promise.all(site.masters.map((host) => site.allowKubectl(host)));
    return site;
  }

  get pki(): string {
    return `PKI-${this.name}`;
  }

  /** Boots a machine as it comes from Debian. */
  private async add(name: string): Promise<void> {
    const address = addresses[name];
    if (address === undefined) throw new Error(`${name} has no address in the network`);
    const units = await Host.unitsIn(path.join(this.lab.scratch.lab, this.name, `${name}.tar`));
    const binds = units.includes('kubelet.service') ? nodeBinds : [];
    const network = await this.lab.attach(name, address);
    const host = new Host(name, address, openMachine(this.lab.scratch, name, network, { docker: true, binds }), units);
    nameHosts(
      host.machine.scratch.root,
      Object.entries(addresses).map(([other, at]) => ({ name: other, address: at })),
    );
    host.prepare(this.lab.programs);
    this.byName.set(name, host);
    assert.equal(await host.machine.boot(), 'running');
  }

  /** The machine and its disk are lost; another one boots under its name and address. */
  async replace(name: string): Promise<Host> {
    const { machine } = this.at(name);
    await machine.cutPower();
    assert.deepEqual(removeFiles(machine.scratch.dir), []);
    await this.add(name);
    return this.at(name);
  }

  /** As etcd.md has it: the tarball of a host whose etcd joins the cluster that runs, in a folder of its own. */
  async compileReplaced(name: string): Promise<string> {
    const folder = `${this.name}-replaced`;
    const file = path.join(this.lab.scratch.dir, `${folder}.yaml`);
    const golden = path.join(this.lab.project, 'golden', this.name, 'spec.yaml');
    const host = `hosts: { ${name}: { components: { etcd: { members: existing } } } }`;
    writeFileSync(file, `extends: ${path.relative(path.dirname(file), golden)}\n${host}\n`);
    await this.lab.compile(folder, file);
    return folder;
  }

  at(name: string): Host {
    const host = this.byName.get(name);
    if (host === undefined) throw new Error(`there is no host ${name}`);
    return host;
  }

  get hosts(): readonly Host[] {
    return [...this.byName.values()].sort((a, b) => a.name.localeCompare(b.name));
  }

  get masters(): readonly Host[] {
    return this.hosts.filter(({ isMaster }) => isMaster);
  }

  get first(): Host {
    return this.at('master-1');
  }

  get machines(): readonly Machine[] {
    return this.hosts.map(({ machine }) => machine);
  }

  /** kubectl on a host speaks with the endpoint of the cluster. */
  allowKubectl(host: Host): Promise<void> {
    return host.allowKubectl(this.masters.length > 1 ? 'https://api.lab:6443' : `https://${this.first.address}:6443`);
  }

  /** Orderly off, and on again; then nobody touches anything. What systemd says of each. */
  async reboot(hosts: readonly Host[] = this.hosts): Promise<string[]> {
    await Promise.all(hosts.map(({ machine }) => machine.powerOff()));
    return Promise.all(hosts.map(({ machine }) => machine.boot(300)));
  }

  /** What kubectl prints on the first host. */
  kubectl(words: string, input?: string): Promise<string> {
    return this.first.machine.get(`kubectl ${words}`, input === undefined ? {} : { input });
  }

  /** The same while it is waited for: nothing where kubectl fails. */
  async asked(words: string): Promise<string> {
    return (await this.first.machine.sh(`kubectl --request-timeout=10s ${words}`, { timeout: 30 })).stdout.trim();
  }

  /** Of the API server of a host, or of the endpoint that kubectl has on the first host. */
  async isReady(host?: Host): Promise<boolean> {
    const server = host === undefined ? '' : `--server=https://${host.address}:6443`;
    const ask = `kubectl ${server} --request-timeout=10s get --raw /readyz`;
    return (await (host ?? this.first).machine.sh(ask, { timeout: 30 })).stdout === 'ok';
  }

  /** All units active, all API servers ready, and their endpoint too: a balancer asks them by itself. */
  async up(seconds = 180): Promise<void> {
    await Promise.all(this.hosts.map((host) => host.allActive(seconds)));
    await Promise.all(
      this.masters.map((host) => until(`the API of ${host.name} is ready`, seconds, () => this.isReady(host))),
    );
    await until('the API answers at its endpoint', seconds, () => this.isReady());
  }

  get writer(): Writer {
    const first = this.first;
    const endpoints = this.masters.map(({ address }) => `https://${address}:6443`);
    if (endpoints.length > 1) endpoints.push(`https://${infraAddress}:6443`);
    this.writing ??= new Writer({
      name: `${this.lab.scratch.name}-writer`,
      network: this.lab.lan.path,
      log: path.join(this.lab.scratch.dir, `acknowledged-${this.name}`),
      program: path.join(clusterDir, 'writer'),
      words: [path.join(this.lab.scratch.lab, this.pki, first.name, 'etc/kubernetes/certs'), ...endpoints],
    });
    return this.writing;
  }

  /** No acknowledged object is missing; how many there are. */
  compare(): Promise<number> {
    return this.writer.compare(this.first.machine, 'kubectl get configmaps -o name | sed s,^configmap/,,');
  }

  /** What has to be true after each fault, without anybody's help. */
  async recovered(seconds = 180): Promise<void> {
    await this.up(seconds);
    await this.writer.goesOn(90);
    await this.compare();
  }

  /** While the registry is down. */
  async withoutRegistry(run: () => Promise<void>): Promise<void> {
    const { machine } = this.lab.infra;
    await machine.get('systemctl stop docker-registry');
    try {
      await run();
    } finally {
      await machine.get('systemctl start docker-registry');
    }
  }

  /** Pulls the cable of a host for some seconds; what is true meanwhile. */
  async cut(name: string, seconds: number, meanwhile: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    await this.lab.lan.cut(name);
    try {
      await Promise.all([pause(seconds * 1000), meanwhile()]);
    } finally {
      await this.lab.lan.mend(name);
    }
  }

  /** Off, and away with the machines. */
  async end(): Promise<void> {
    this.writing?.stop();
    await Promise.all(this.machines.map((machine) => machine.powerOff()));
    for (const { scratch } of this.machines) assert.deepEqual(removeFiles(scratch.dir), []);
  }
}
