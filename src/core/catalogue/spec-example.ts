/** The smallest specs without a finding: what the examples of codes vary. */

/** Everything but the hosts. */
export const head = `host: { os: centos-atomic, release: "7" }
images: { mirror: "registry.lab:5000" }
`;

export const master = `${head}hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
`;

/** With settings under `components`. */
export const masterWith = (components: string) => `${master}components:\n  ${components}\n`;
