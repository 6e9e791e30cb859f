/** Environment files of a workload, and the helper programs that its unit calls. */
import { byDefault, sourced } from '../core/provenance.ts';
import type { Assignment, ConfigurationFile, Workload } from '../model/workload.ts';
import type { View } from '../template/view.ts';
import type { FileArtifact } from '../tree/artifact.ts';
import { renderedFile } from './rendered-file.ts';
import { scriptFile } from './root-file.ts';
import type { TargetContext } from './target.ts';

const unitc = byDefault('unitc');

export function configurationFiles(workload: Workload, context: TargetContext): FileArtifact[] {
  const isAdmins = workload.configFiles.value === 'admin';
  return workload.files.map((file) =>
    renderedFile(
      {
        path: isAdmins ? defaultPath(file, context) : file.path,
        component: workload.name,
        kind: 'env-file',
        template: 'manifests/env-file.mustache',
        view: viewOf(file, isAdmins ? context.defaultHeader : context.configurationHeader),
        config: workload.configFiles.value,
      },
      context,
    ),
  );
}

/** Where the default of a file lies that is copied to its place once. */
export function defaultPath({ path }: ConfigurationFile, { layout }: TargetContext): string {
  return `${layout.defaults}${path}`;
}

function viewOf({ comment, assignments }: ConfigurationFile, header: string): View {
  return {
    header: sourced(header, unitc),
    comment: sourced(comment, unitc),
    assignments: assignments.map(assignmentView),
  };
}

function assignmentView(assignment: Assignment): View {
  const name = assignment.name;
  const comments = assignment.comment === undefined ? [] : [sourced(assignment.comment, unitc)];
  if ('value' in assignment) {
    const { value } = assignment;
    return { comments, split: [], whole: [{ name: { value: name, from: value.from }, value }] };
  }
  const words = assignment.words.map(({ value }) => value);
  const from = assignment.words.flatMap((word) => word.from);
  return { comments, split: [{ name: { value: name, from }, words: { value: words, from } }], whole: [] };
}

/** Absolute path of a helper on the host. */
export function helperPath(name: string, { layout }: TargetContext): string {
  return `${layout.helpers}/${name}`;
}

/** Helpers are shipped as they stand in manifests/bin: nothing of the spec is in them. */
export function helperFiles(names: readonly string[], component: string, context: TargetContext): FileArtifact[] {
  return names.map((name) =>
    scriptFile({ template: `manifests/bin/${name}`, path: helperPath(name, context), component }, context),
  );
}
