/** One host of a cluster. */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { must } from '../../machine/library/command.ts';
import { Machine } from '../../machine/library/machine.ts';
import type { MachineFiles } from '../../machine/library/scratch.ts';
import { comesTo } from '../../machine/library/units.ts';
import { registry } from './images.ts';

/** Where the machine of the tests may not make a process safer from the OOM killer, pods' containers could not start. */
const runtime = '/usr/libexec/lab/runc';
const runtimeText = `#!/bin/sh
bundle= last=
for word in "$@"; do
  if [ "$last" = --bundle ]; then bundle=$word; fi
  last=$word
done
if [ -n "$bundle" ]; then sed -i 's/"oomScoreAdj":-[0-9]*/"oomScoreAdj":0/' "$bundle/config.json"; fi
exec /usr/sbin/runc "$@"
`;
/** With version 1 of control groups systemd is not told that a pod's group has become empty: it waits in vain, but shortly. */
const manager = '[Manager]\nDefaultTimeoutStopSec=5s\n';
const nodeDaemon = { runtimes: { lab: { path: runtime } }, 'default-runtime': 'lab' };

/**
 * What the warning about the registry says; and docker's control groups are systemd's, as they are by default on Debian
 * where the kernel has version 2 of them.
 */
const daemon = { 'insecure-registries': [registry], 'exec-opts': ['native.cgroupdriver=systemd'] };

export class Host {
  readonly name: string;
  readonly address: string;
  readonly machine: Machine;
  /** Units of its tarball that can be enabled. */
  readonly units: readonly string[];

  constructor(name: string, address: string, files: MachineFiles, units: readonly string[]) {
    this.name = name;
    this.address = address;
    this.machine = new Machine(files);
    this.units = units;
  }

  /** Units of a tarball that can be enabled. */
  static async unitsIn(tar: string): Promise<string[]> {
    const text = await must('tar', ['-xOf', tar, 'etc/unitc/manifest.json']);
    const paths = [...text.matchAll(/"etc\/systemd\/system\/([^"/@]+\.(?:service|timer))"/g)];
    const names = paths.map(([, name]) => name ?? '');
    const found: string[] = [];
    for (const name of names) {
      const unit = await must('tar', ['-xOf', tar, `etc/systemd/system/${name}`]);
      if (unit.includes('\n[Install]\n')) found.push(name);
    }
    return found;
  }

  get runsEtcd(): boolean {
    return this.units.includes('etcd.service');
  }

  get isMaster(): boolean {
    return this.units.includes('kube-apiserver.service');
  }

  get isNode(): boolean {
    return this.units.includes('kubelet.service');
  }

  /** What is there before anything of ours: docker's configuration, and on a node the programs that packages bring. */
  prepare(programs: string): void {
    const { root } = this.machine.scratch;
    mkdirSync(path.join(root, 'etc/docker'), { recursive: true });
    const configuration = { ...daemon, ...(this.isNode ? nodeDaemon : {}) };
    writeFileSync(path.join(root, 'etc/docker/daemon.json'), JSON.stringify(configuration));
    if (!this.isNode) return;
    writeFileSync(path.join(root, runtime), runtimeText, { mode: 0o755 });
    const settings = path.join(root, 'etc/systemd/system.conf.d');
    mkdirSync(settings, { recursive: true });
    writeFileSync(path.join(settings, 'lab.conf'), manager);
    for (const name of ['kubelet', 'kube-proxy']) cpSync(path.join(programs, name), path.join(root, 'usr/bin', name));
  }

  /** What an administrator types on a fresh host: the tarball, the certificates as make-pki says, etcd's image, enable. */
  async install(folder: string, pki: string): Promise<void> {
    await this.machine.get(`tar -C / -xpf /lab/${folder}/${this.name}.tar && systemctl daemon-reload`);
    const packed = 'find . -type f | tar -cf - --owner=0 --group=0 -T -';
    await this.machine.get(`cd /lab/${pki}/${this.name} && ${packed} | tar -xpf - -C /`);
    if (this.runsEtcd) await this.machine.get('/usr/local/libexec/unitc/fetch-rootfs etcd', { timeout: 300 });
    await this.machine.get(`systemctl enable ${this.units.join(' ')}`);
  }

  /** kubectl logs in as the API servers do to kubelets: an administrator of the cluster. */
  async allowKubectl(server: string): Promise<void> {
    const certs = '/etc/kubernetes/certs';
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'lab', cluster: { server, 'certificate-authority': `${certs}/ca.crt` } }],
      users: [
        {
          name: 'admin',
          user: {
            'client-certificate': `${certs}/kubelet-client.crt`,
            'client-key': `${certs}/kubelet-client.key`,
          },
        },
      ],
      contexts: [{ name: 'lab', context: { cluster: 'lab', user: 'admin' } }],
      'current-context': 'lab',
    };
    await this.machine.get('mkdir -p /root/.kube && cat > /root/.kube/config', { input: JSON.stringify(config) });
  }

  /** Units that are not as they should be: `active`, or for a oneshot that has done its work `inactive`. */
  private async notUp(): Promise<string[]> {
    const wanted = this.units.filter((unit) => unit !== 'unitc-kubectl.service');
    const text = await this.machine.sh(`systemctl is-active docker.service ${wanted.join(' ')}`);
    const states = text.stdout.trim().split('\n');
    return ['docker.service', ...wanted].filter((_, index) => states[index] !== 'active');
  }

  async allActive(seconds: number): Promise<void> {
    await comesTo(`units of ${this.name} that are not active`, seconds, () => this.notUp(), []);
  }

  /** Shell word: process number of the program in a container, by docker or by runc. */
  static program(name: string): string {
    if (name === 'etcd') return `$(runc state etcd | sed -n 's/^ *"pid": \\([0-9]*\\),$/\\1/p')`;
    return `$(docker inspect -f '{{.State.Pid}}' ${name})`;
  }
}
