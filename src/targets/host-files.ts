/** What a host gets besides its components: the cloud's configuration, repositories, packages. */
import { byDefault, sourced } from '../core/provenance.ts';
import type { Cluster, Host } from '../model/cluster.ts';
import type { Artifact } from '../tree/artifact.ts';
import { helperFiles, helperPath } from './configuration-files.ts';
import { iniFile } from './ini-file.ts';
import { renderedFile } from './rendered-file.ts';
import { restartsOneshots } from './systemd-age.ts';
import type { TargetContext } from './target.ts';

export function hostFiles(cluster: Cluster, host: Host, context: TargetContext): Artifact[] {
  return [
    ...cloudConfiguration(cluster, host, context),
    ...repositories(cluster, context),
    ...layering(cluster, context),
    // A package manager does it for what is packaged.
    ...(context.layout.name === 'host' ? helperFiles(['apply', 'preflight'], 'host', context) : []),
  ];
}

/** Where somebody reads it. */
function cloudConfiguration({ cloud }: Cluster, host: Host, context: TargetContext): Artifact[] {
  if (cloud?.config === undefined || cloud.configFile === undefined) return [];
  if (![...host.instances, ...host.managed].some(({ kind }) => cloud.takes(kind, 'cloud-config'))) return [];
  const path = cloud.configFile.value;
  const file = iniFile({ path, dialect: 'gcfg', sections: cloud.config, specPath: ['cloud', 'config'] }, context);
  return file === undefined ? [] : [file];
}

/** One file for each, named after it, as distributions do. */
function repositories({ packages }: Cluster, context: TargetContext): Artifact[] {
  return [...packages.repositories].flatMap(([name, keys]) => {
    const path = `/etc/yum.repos.d/${name}.repo`;
    const specPath = ['packages', 'repositories'];
    return iniFile({ path, dialect: 'dnf', sections: new Map([[name, keys]]), specPath }, context) ?? [];
  });
}

function layering({ packages }: Cluster, context: TargetContext): Artifact[] {
  const { layout, system, header } = context;
  if (packages.install.length === 0 || system.layering === undefined) return [];
  const unitc = byDefault('unitc');
  return [
    renderedFile(
      {
        path: `${layout.units}/unitc-packages.service`,
        component: 'host',
        kind: 'unit',
        template: 'units/unitc-packages.service.mustache',
        view: {
          header: sourced(header, unitc),
          layerPackages: sourced(helperPath('layer-packages', context), unitc),
          packages: packages.install,
          restarts: restartsOneshots(system),
        },
      },
      context,
    ),
    ...helperFiles(['layer-packages'], 'host', context),
  ];
}
