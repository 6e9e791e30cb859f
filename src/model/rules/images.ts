import { diagnostic } from '../../core/diagnostic.ts';
import { type Instance, instancesOf } from '../cluster.ts';
import { fetchesImages, usesDocker } from '../images.ts';
import type { Rule } from './rule.ts';

/** `insecure` says something of the mirror. */
export const insecureMirror: Rule = ({ spec }, report) => {
  if (spec.images?.insecure !== true || spec.images.mirror !== undefined) return;
  const message = '`insecure` is said of a mirror, and there is none';
  report(diagnostic('UC175', { message, specPath: ['images', 'insecure'] }));
};

/** docker takes insecure registries only when it starts, and only some distributions have a variable for them. */
export const insecureDocker: Rule = ({ cluster }, report) => {
  const { system, images, hosts } = cluster;
  const registry = images.insecureRegistry?.value;
  if (registry === undefined || system.dockerRegistryVariable !== undefined) return;
  if (!hosts.some((host) => usesDocker(cluster, host))) return;
  report(
    diagnostic('UC176', {
      message: `docker of \`${system.os}\` has to be told of the registry \`${registry}\` on the hosts`,
      help: `add \`"insecure-registries": [${JSON.stringify(registry)}]\` to /etc/docker/daemon.json, and restart docker`,
      specPath: ['images', 'insecure'],
    }),
  );
};

/** Where every program comes from a package, and no kubelet pulls for pods, nothing asks a registry. */
export const idleImageAccess: Rule = ({ cluster }, report) => {
  const { images, hosts } = cluster;
  const idle = (key: 'pullSecret' | 'insecure') => {
    const message = `no host fetches an image, so \`${key}\` has no effect`;
    report(diagnostic('UC177', { message, specPath: ['images', key], specKey: true }));
  };
  const fetches = hosts.some(fetchesImages);
  if (images.pullSecret !== undefined && !fetches && instancesOf(cluster, 'kubelet').length === 0) idle('pullSecret');
  if (images.insecureRegistry !== undefined && !fetches && !hosts.some((host) => usesDocker(cluster, host)))
    idle('insecure');
};

/** Mounted into the kubelet's container at its own path: these would cover what the image has there. */
const covering = /^\/(bin|boot|dev|etc|home|lib|lib64|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)?$/;

/** The directory of the credentials is mounted: a file alone would be lost when it is replaced. */
export const pullSecretDirectory: Rule = ({ cluster }, report) => {
  const { pullSecret } = cluster.images;
  if (pullSecret === undefined) return;
  const { value } = pullSecret;
  const directory = value.slice(0, value.lastIndexOf('/'));
  const inDocker = instancesOf(cluster, 'kubelet').some(({ settings }) => settings.target.value === 'docker');
  if (inDocker && covering.test(directory === '' ? '/' : directory)) {
    const message = `\`${directory === '' ? '/' : directory}\`, the directory of \`pullSecret\`, cannot be mounted into a container`;
    report(diagnostic('UC178', { message, specPath: ['images', 'pullSecret'] }));
  }
};

/** The image of the first container of pods, where it is a default that nobody serves, and nothing else has been told so. */
export const retiredPodImage: Rule = ({ cluster, registry }, report) => {
  const { system, kubernetes, images, hosts } = cluster;
  if (images.mirror !== undefined) return;
  const retired = ({ kind, settings, host }: Instance, which: 'image' | 'podImage') => {
    const definition = registry.get(kind);
    const program = definition?.versionOf === 'kubernetes' ? kubernetes.version.value : undefined;
    if (program === undefined) return undefined;
    const architecture = host.architecture.value;
    return definition?.[which]?.({ system, family: settings.family.value, version: program, architecture })?.retired;
  };
  const told = ({ settings }: Instance) => settings.target.value === 'host' || settings.imageSources.named;
  const instances = hosts.flatMap((host) => host.instances);
  if (instances.some((instance) => !told(instance) && retired(instance, 'image') !== undefined)) return;
  const [why] = instances.flatMap((instance) => {
    const { criSocket, flags } = instance.settings;
    if (criSocket !== undefined || flags.has('pod-infra-container-image')) return [];
    return retired(instance, 'podImage') ?? [];
  });
  if (why === undefined) return;
  const message = 'nobody serves the default image of the first container of pods any more';
  report(diagnostic('UC104', { message, why, specPath: ['host', 'os'] }));
};
