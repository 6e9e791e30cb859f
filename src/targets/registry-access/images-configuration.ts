/** /etc/unitc/images.conf: what the helpers that fetch images are told. Helpers are the same on all hosts. */
import { byDefault, sourced } from '../../core/provenance.ts';
import type { Cluster, Host } from '../../model/cluster.ts';
import { fetchesImages } from '../../model/images.ts';
import type { Artifact } from '../../tree/artifact.ts';
import { renderedFile } from '../rendered-file.ts';
import type { TargetContext } from '../target.ts';

/** Known to ensure-image and fetch-rootfs. */
const path = '/etc/unitc/images.conf';

export function imagesConfiguration({ images }: Cluster, host: Host, context: TargetContext): Artifact[] {
  const { pullSecret, insecureRegistry } = images;
  if ((pullSecret === undefined && insecureRegistry === undefined) || !fetchesImages(host)) return [];
  return [
    renderedFile(
      {
        path,
        component: 'host',
        kind: 'script',
        template: 'manifests/images.conf.mustache',
        view: {
          header: sourced(context.configurationHeader, byDefault('unitc')),
          helpers: sourced(context.layout.helpers, byDefault('unitc')),
          pullSecret: pullSecret === undefined ? [] : [pullSecret],
          insecureRegistry: insecureRegistry === undefined ? [] : [insecureRegistry],
        },
        config: 'spec',
      },
      context,
    ),
  ];
}
