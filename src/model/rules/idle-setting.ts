import { diagnostic } from '../../core/diagnostic.ts';
import type { ComponentSpec } from '../../spec/schema.ts';
import type { Instance } from '../cluster.ts';
import type { ComponentRegistry } from '../component.ts';
import { lastValue, layersOf } from '../layers.ts';
import { settingPath } from '../setting-path.ts';
import type { Rule } from './rule.ts';

/** Settings that do nothing for some instances, with what they are of no use to. */
const limited: readonly (readonly [
  key: keyof ComponentSpec,
  uselessTo: (instance: Instance, registry: ComponentRegistry) => string | undefined,
])[] = [
  ...(['image', 'family', 'pull', 'mounts'] as const).map(
    (key) =>
      [key, ({ settings }: Instance) => (settings.target.value === 'host' ? 'the target `host`' : undefined)] as const,
  ),
  ...(['criSocket', 'cni'] as const).map(
    (key) => [key, ({ kind }: Instance) => (kind === 'kubelet' ? undefined : `\`${kind}\``)] as const,
  ),
  ['configFiles', ({ settings }) => (settings.delivery.value === 'arguments' ? '`delivery: arguments`' : undefined)],
  ['members', ({ kind }) => (kind === 'etcd' ? undefined : `\`${kind}\``)],
  [
    'dataDir',
    ({ kind, section }, registry) =>
      registry.get(kind)?.dataDir === undefined && section === 'components' ? `\`${kind}\`` : undefined,
  ],
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
