/**
 * Where a package describes a container, its bundle in /var gets links to the description: what /usr has counts, also
 * after an update and after the way back, and nothing of a package lies in /var.
 */
import { byDefault, derived } from '../../core/provenance.ts';
import type { Workload } from '../../model/workload.ts';
import type { FileArtifact } from '../../tree/artifact.ts';
import { rowsFile } from '../root-file.ts';
import type { TargetContext } from '../target.ts';
import { tmpfilesRow } from '../tmpfiles.ts';

/** At most one file: none where the description lies in the bundle itself. */
export function bundleLinks(
  { name }: Workload,
  described: readonly FileArtifact[],
  context: TargetContext,
): FileArtifact[] {
  const { containers, descriptions, tmpfiles } = context.layout;
  if (containers === descriptions) return [];
  const bundle = `${containers}/${name}.0`;
  const from = [byDefault('target system-container'), derived('a package has nothing in /var')];
  const rows = [
    tmpfilesRow(
      { type: 'd', path: bundle, mode: 0o755, user: 'root', group: 'root' },
      { value: bundle, from },
      context,
    ),
    ...described.map(({ path: target }) => {
      const path = `${bundle}${target.slice(target.lastIndexOf('/'))}`;
      return tmpfilesRow({ type: 'L+', path, argument: `/${target}` }, { value: path, from }, context);
    }),
  ];
  return [rowsFile({ path: `${tmpfiles}/unitc-${name}.conf`, kind: 'tmpfiles', component: name, rows }, context)];
}
