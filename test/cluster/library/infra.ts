/** The machine beside the clusters: a registry for their images, and a balancer for their API servers. */
import assert from 'node:assert/strict';
import { symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Machine } from '../../machine/library/machine.ts';
import { putAside } from '../../machine/library/rootfs.ts';
import type { MachineFiles } from '../../machine/library/scratch.ts';
import { until } from '../../machine/library/units.ts';
import { type Image, registry } from './images.ts';

const registryConfig = `version: 0.1
storage: { filesystem: { rootdirectory: /var/lib/docker-registry } }
http: { addr: "0.0.0.0:5000" }
`;

/** Only those that are ready get connections, as every balancer for API servers is told to do it. */
function balancerConfig(addresses: readonly string[]): string {
  const servers = addresses.map((address, index) => `  server master-${index + 1} ${address}:6443`);
  return `defaults
  mode tcp
  timeout connect 2s
  timeout client 1h
  timeout server 1h
listen api
  bind 0.0.0.0:6443
  option httpchk GET /readyz
  http-check expect status 200
  default-server check check-ssl verify none inter 1s fall 2 rise 1 on-marked-down shutdown-sessions
${servers.join('\n')}
`;
}

export class Infra {
  readonly machine: Machine;

  constructor(files: MachineFiles) {
    this.machine = new Machine(files);
  }

  /** Boots it, as it comes from Debian but for docker, and pushes the images. */
  async open(images: readonly Image[]): Promise<void> {
    const { root } = this.machine.scratch;
    symlinkSync(path.join(putAside.folder, 'skopeo'), path.join(root, 'usr/bin/skopeo'));
    for (const unit of ['docker.service', 'docker.socket', 'containerd.service']) {
      symlinkSync('/dev/null', path.join(root, 'etc/systemd/system', unit));
    }
    writeFileSync(path.join(root, 'etc/docker/registry/config.yml'), registryConfig);
    assert.equal(await this.machine.boot(), 'running');
    await this.machine.get('systemctl enable --now docker-registry');
    const ask = `curl -sf http://${registry}/v2/`;
    await until('the registry answers', 90, async () => (await this.machine.sh(ask)).code === 0);
    for (const { reference, archive } of images) {
      const to = `docker://${registry}/${reference}`;
      const push = `skopeo copy --quiet --insecure-policy --dest-tls-verify=false oci-archive:/lab/${archive} ${to}`;
      await this.machine.get(push, { timeout: 300 });
    }
  }

  async balance(addresses: readonly string[]): Promise<void> {
    await this.machine.get('cat > /etc/haproxy/haproxy.cfg', { input: balancerConfig(addresses) });
    await this.machine.get('systemctl enable haproxy && systemctl restart haproxy');
  }
}
