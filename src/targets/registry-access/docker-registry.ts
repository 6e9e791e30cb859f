/** The drop-in that tells docker of an insecure registry, where docker's own unit has a variable for that. */
import { byDefault, sourced } from '../../core/provenance.ts';
import type { Cluster, Host } from '../../model/cluster.ts';
import { fetchesImages, usesDocker } from '../../model/images.ts';
import type { Artifact } from '../../tree/artifact.ts';
import { renderedFile } from '../rendered-file.ts';
import type { TargetContext } from '../target.ts';

export function dockerRegistry(cluster: Cluster, host: Host, context: TargetContext): Artifact[] {
  const { insecureRegistry } = cluster.images;
  const variable = context.system.dockerRegistryVariable;
  if (insecureRegistry === undefined || variable === undefined) return [];
  // fetch-rootfs goes through docker where the host has nothing else.
  if (!usesDocker(cluster, host) && !fetchesImages(host)) return [];
  const { value, from } = insecureRegistry;
  return [
    renderedFile(
      {
        path: `${context.layout.units}/docker.service.d/50-registry.conf`,
        component: 'host',
        kind: 'unit',
        template: 'units/docker-registry.conf.mustache',
        view: {
          header: sourced(context.header, byDefault('unitc')),
          insecureRegistry: { value: `${variable}=--insecure-registry=${value}`, from },
        },
      },
      context,
    ),
  ];
}
