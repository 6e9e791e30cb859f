import type { Entries } from '../entry.ts';
import { head, master, spec, specWith } from '../examples.ts';

/** UC105, UC106, UC112, UC113: where hosts and the API are reached. */
export const addressesEntries = {
  UC105: {
    name: 'endpoint-not-a-url',
    severity: 'error',
    title: 'The control plane endpoint is not a URL',
    what: '`kubernetes.controlPlaneEndpoint` is the URL by which every host reaches the API.',
    why: 'ports and addresses of the API server are taken from it',
    cure: 'write it as `http://ADDRESS:PORT` or `https://ADDRESS:PORT`',
    bad: spec(`${master}kubernetes: { controlPlaneEndpoint: "http://[::1" }
`),
    good: spec(`${master}kubernetes: { controlPlaneEndpoint: "http://192.168.122.2:8080" }
`),
  },
  UC106: {
    name: 'endpoint-needed',
    severity: 'error',
    title: 'Several API servers have no common endpoint',
    what: 'With one control-plane host its own address is the endpoint; with several, clients need one name for all.',
    why: 'unitc cannot know the load balancer or the virtual address',
    cure: 'write `kubernetes.controlPlaneEndpoint`',
    bad: spec(`${head}hosts:
  a: { address: 10.0.0.1, roles: [etcd, control-plane] }
  b: { address: 10.0.0.2, roles: [control-plane] }
`),
    good: spec(`${head}kubernetes: { controlPlaneEndpoint: "http://10.0.0.9:8080" }
hosts:
  a: { address: 10.0.0.1, roles: [etcd, control-plane] }
  b: { address: 10.0.0.2, roles: [control-plane] }
`),
  },
  UC112: {
    name: 'port-clash',
    severity: 'error',
    title: 'A port is used twice on a host',
    what: 'Ports of the components that run on one host, and those of services against what components listen on by themselves or by their flags.',
    why: 'all containers use the network of the host, so the second one fails to start',
    cure: 'give one of them another port',
    bad: specWith('etcd-events: { kind: etcd, on: [etcd], ports: { client: 2379, peer: 2382 } }'),
    good: specWith('etcd-events: { kind: etcd, on: [etcd], ports: { client: 2381, peer: 2382 } }'),
  },
  UC113: {
    name: 'address-clash',
    severity: 'error',
    title: 'Two hosts have one address',
    what: 'The addresses under `hosts`.',
    why: 'members of etcd and clients of the API would reach the wrong host',
    cure: 'give each host its own address',
    bad: spec(`${head}hosts:
  a: { address: 10.0.0.1, roles: [etcd] }
  b: { address: 10.0.0.1, roles: [control-plane] }
`),
    good: spec(`${head}hosts:
  a: { address: 10.0.0.1, roles: [etcd] }
  b: { address: 10.0.0.2, roles: [control-plane] }
`),
  },
} as const satisfies Entries;
