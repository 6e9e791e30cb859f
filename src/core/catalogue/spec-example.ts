/** The smallest spec without a finding: what the examples of codes vary. */
export const master = `host: { os: centos-atomic, release: "7" }
images: { mirror: "registry.lab:5000" }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
`;
