/** What all hosts have in common of a workload: an image is made once, and installed on each. */
import type { Sourced } from '../../../core/provenance.ts';
import type { Assignment, ConfigurationFile, HostCommand, Probe, Workload } from '../../../model/workload.ts';

/** `own` with what is the same for `all`, of which it is one. */
export function sharedWorkload(own: Workload, all: readonly Workload[]): Workload {
  return {
    ...own,
    // Wants= and After= mean nothing where the unit is not there.
    after: unique(all.flatMap(({ after }) => after ?? [])),
    uses: unique(all.flatMap(({ uses }) => uses)),
    probe: sharedProbe(own.probe, all),
    files: own.files.map((file) => sharedFile(file, all)),
    ...(own.command && { command: sharedCommand(own.command, all) }),
  };
}

function unique(values: readonly Sourced<string>[]): Sourced<string>[] {
  return [...new Map(values.map((value) => [value.value, value])).values()].sort((a, b) =>
    a.value < b.value ? -1 : 1,
  );
}

/** Words that only some hosts have are theirs to add. */
function sharedFile(file: ConfigurationFile, all: readonly Workload[]): ConfigurationFile {
  const others = all.map(({ files }) => files.find(({ path }) => path === file.path)?.assignments ?? []);
  return { ...file, assignments: file.assignments.flatMap((assignment) => sharedAssignment(assignment, others)) };
}

function sharedAssignment(assignment: Assignment, others: readonly (readonly Assignment[])[]): Assignment[] {
  const same = others.flatMap((assignments) => assignments.find(({ name }) => name === assignment.name) ?? []);
  if ('value' in assignment) {
    const { value } = assignment.value;
    const isShared = same.every((other) => 'value' in other && other.value.value === value);
    return isShared && same.length === others.length ? [assignment] : [];
  }
  const words = assignment.words.filter(({ value }) =>
    same.every((other) => 'words' in other && other.words.some((word) => word.value === value)),
  );
  return words.length === 0 && assignment.words.length > 0 ? [] : [{ ...assignment, words }];
}

/** Asked on loopback where hosts have addresses of their own. */
function sharedProbe(probe: Probe, all: readonly Workload[]): Probe {
  const endpoints = probe.endpoints.map((endpoint, at) => {
    const isShared = all.every((workload) => workload.probe.endpoints[at]?.url === endpoint.url);
    return isShared ? endpoint : { ...endpoint, url: onLoopback(endpoint.url) };
  });
  return { ...probe, endpoints };
}

function onLoopback(url: string): string {
  return url.replace(/:\/\/.*:/, '://127.0.0.1:');
}

/** The wrapper asks on loopback where hosts have addresses of their own. */
function sharedCommand(command: HostCommand, all: readonly Workload[]): HostCommand {
  const view: Record<string, Sourced<string>> = {};
  for (const [key, value] of Object.entries(command.view)) {
    const isShared = all.every((workload) => workload.command?.view[key]?.value === value.value);
    view[key] = isShared ? value : { value: onLoopback(value.value), from: value.from };
  }
  return { ...command, view };
}
