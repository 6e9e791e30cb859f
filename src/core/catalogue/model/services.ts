import type { Entries } from '../entry.ts';
import { master, spec } from '../examples.ts';

const services = (text: string) => `${master}services:\n  ${text}\n`;
const image = 'image: "quay.io/prometheus/node-exporter:v1.8.1"';

/** UC155 to UC159: services, names of containers, mounts. */
export const servicesEntries = {
  UC155: {
    name: 'service-is-component',
    severity: 'error',
    title: 'A service has the name of a component',
    what: 'Names under `services` and under `components` become names of units and containers of the same hosts.',
    why: 'both would be the unit of that name',
    cure: 'write its settings under `components`, or give the service another name',
    bad: spec(services(`kube-proxy: { ${image} }`)),
    good: spec(services(`node-exporter: { ${image} }`)),
  },
  UC156: {
    name: 'service-incomplete',
    severity: 'error',
    title: 'A service lacks what unitc cannot know',
    what: 'Every service in a container needs an `image`; under `system-container` and `host` it needs `command`, too: only docker reads from the image what it starts.',
    why: 'there would be nothing to start',
    cure: 'write `image`, or the absolute path of the program as `command`',
    bad: spec(services(`node-exporter: { target: system-container, ${image} }`)),
    good: spec(services(`node-exporter: { target: system-container, ${image}, command: /bin/node_exporter }`)),
  },
  UC157: {
    name: 'mount-refused',
    severity: 'error',
    title: 'A mount cannot be made as it is written',
    what: 'Options of `mounts` that the engine does not know, that exclude each other, and directories of the container that are mounted twice.',
    why: 'the engine would refuse to start the container',
    cure: 'write `ro` or `rw`, and at most one of `rslave`, `rshared` and `rprivate` (or without the `r`: not for mounts below)',
    bad: spec(services(`node-exporter: { ${image}, mounts: [{ source: /, target: /host, options: [readonly] }] }`)),
    good: spec(services(`node-exporter: { ${image}, mounts: [{ source: /, target: /host, options: [ro, rslave] }] }`)),
    references: ['https://docs.docker.com/engine/storage/bind-mounts/'],
  },
  UC158: {
    name: 'container-name',
    severity: 'error',
    title: 'docker takes no container of this name',
    what: 'Names of containers have at least two characters.',
    why: 'docker would refuse to start the container',
    cure: 'choose a longer name',
    bad: spec(services(`x: { ${image} }`)),
    good: spec(services(`xy: { ${image} }`)),
  },
  UC159: {
    name: 'state-owner',
    severity: 'error',
    title: 'The host does not know the user that owns the state',
    what: '`dataDir` belongs to `user`. Under docker a name is looked up in the image, which the host cannot read.',
    why: 'systemd-tmpfiles would not make the directory, or give it to another user of the same name',
    cure: 'write the number of the user, and of its group: `"472:472"`',
    bad: spec(
      services(`grafana: { image: "docker.io/grafana/grafana:11.0.0", dataDir: /var/lib/grafana, user: grafana }`),
    ),
    good: spec(
      services(`grafana: { image: "docker.io/grafana/grafana:11.0.0", dataDir: /var/lib/grafana, user: "472:472" }`),
    ),
  },
} as const satisfies Entries;
