/** Specs that several tests start from. */

export const twoMembers = `name: lab
host: { os: debian }
hosts:
  master-1: { address: 192.0.2.1, roles: [etcd] }
  master-2: { address: 192.0.2.2, roles: [etcd] }
`;

export const masterAndNode = `apiVersion: unitc/v1
host: { os: debian, release: "12" }
kubernetes: { version: "1.5.2", serviceCIDR: 10.254.0.0/16 }
etcd: { version: "3.1.0" }
images: { family: distribution, mirror: m.lab }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
  node-1: { address: 192.168.122.3, roles: [node] }
`;
