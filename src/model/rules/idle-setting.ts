import { diagnostic } from '../../core/diagnostic.ts';
import type { ComponentSpec } from '../../spec/schema.ts';
import type { Instance } from '../cluster.ts';
import type { ComponentRegistry } from '../component.ts';
import { lastValue, layersOf } from '../layers.ts';
import { settingPath } from '../setting-path.ts';
import type { Rule } from './rule.ts';

type Use = (instance: Instance, registry: ComponentRegistry) => string | undefined;

const underHost: Use = ({ settings: { target } }) => (target.value === 'host' ? 'the target `host`' : undefined);
/** Unit, config.json and start script are atomic's and the image's. */
const installed: Use = ({ settings: { form } }) => (form.value === 'install' ? 'the form `install`' : undefined);
const installedAs =
  (which: string): Use =>
  (instance, registry) =>
    instance.kind === which ? installed(instance, registry) : undefined;
/** Only docker's units pull: the root file system of a system container is brought by fetch-rootfs, or by atomic. */
const fetchedByHand: Use = ({ settings: { target } }) =>
  target.value === 'docker' ? undefined : `the target \`${target.value}\``;
/** The path of the program stands in the distributions' own script. */
const startsItself: Use = ({ settings: { launch, target } }) =>
  launch.value === 'image' && target.value === 'docker' ? '`launch: image`' : undefined;
const ofKubelet: Use = ({ kind }) => (kind === 'kubelet' ? undefined : `\`${kind}\``);
const ofEtcd: Use = ({ kind }) => (kind === 'etcd' ? undefined : `\`${kind}\``);
const either =
  (...uses: readonly Use[]): Use =>
  (instance, registry) =>
    uses.map((use) => use(instance, registry)).find((one) => one !== undefined);

/** Settings that do nothing for some instances, with what they are of no use to; each key once. */
const limited: readonly (readonly [key: keyof ComponentSpec, uselessTo: Use])[] = [
  ['image', underHost],
  ['launch', underHost],
  // Of a kubelet it is also that of the first container of each pod.
  ['family', (instance, registry) => (instance.kind === 'kubelet' ? undefined : underHost(instance, registry))],
  ['pull', either(installed, fetchedByHand)],
  ['mounts', either(underHost, installedAs('flanneld'))],
  ['criSocket', ofKubelet],
  ['cni', ofKubelet],
  [
    'dataDir',
    either(
      ({ kind, section }, registry) =>
        registry.get(kind)?.dataDir === undefined && section === 'components' ? `\`${kind}\`` : undefined,
      installed,
    ),
  ],
  [
    'form',
    ({ settings: { target } }) => (target.value === 'system-container' ? undefined : `the target \`${target.value}\``),
  ],
  ['set', (instance, registry) => (installed(instance, registry) === undefined ? 'the form `rendered`' : undefined)],
  ['delivery', installed],
  ['env', installed],
  ['user', installed],
  ['capabilities', installed],
  ['seccomp', installed],
  ['resources', installed],
  ['selinux', installed],
  ['command', either(installedAs('flanneld'), startsItself)],
  ['args', installedAs('etcd')],
  [
    'configFiles',
    ({ settings: { delivery, form } }) =>
      delivery.value === 'arguments' && form.value !== 'install' ? '`delivery: arguments`' : undefined,
  ],
  ['members', ofEtcd],
  ['snapshots', ofEtcd],
];

/** A setting that no instance has use for has no effect, and hides a mistake. */
export const idleSetting: Rule = ({ spec, cluster, registry }, report) => {
  const found = new Map<string, { used: boolean; report: () => void }>();
  for (const instance of cluster.hosts.flatMap((host) => host.instances)) {
    const layers = layersOf(spec, instance.host.name, instance.name, instance.section);
    for (const [key, uselessTo] of limited) {
      const written = lastValue(layers, key);
      if (written === undefined) continue;
      const specPath = settingPath(written, []);
      const use = uselessTo(instance, registry);
      const at = JSON.stringify(specPath);
      const message = `\`${key}\` has no effect with ${use ?? ''}`;
      const other = found.get(at);
      if (other === undefined) {
        found.set(at, { used: use === undefined, report: () => report(diagnostic('UC153', { message, specPath })) });
      } else other.used ||= use === undefined;
    }
  }
  for (const { used, report: tell } of found.values()) if (!used) tell();
};
