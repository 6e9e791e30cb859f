/** What every unit's template is given, whatever the engine. */
import { byDefault, derived, firstSpecPath, type Sourced, sourced } from '../core/provenance.ts';
import type { Arg, Endpoint, Workload } from '../model/workload.ts';
import type { Leaf, View } from '../template/view.ts';
import { helperPath } from './configuration-files.ts';
import { hasOldStartLimit } from './systemd-age.ts';
import type { TargetContext } from './target.ts';

const unitc = byDefault('unitc');

export function unitView(workload: Workload, engines: readonly string[], context: TargetContext): View {
  const component = byDefault(`component ${workload.kind}`);
  const { system, header } = context;
  return {
    header: sourced(header, unitc),
    name: sourced(workload.name, component),
    after: workload.after ?? [],
    uses: workload.uses,
    wants: workload.wants ?? [],
    engines: engines.map((name) => sourced(name, byDefault(`target of ${workload.name}`))),
    oldStartLimit: hasOldStartLimit(system),
    architecture: architectures(workload),
    environmentFiles: workload.environmentFiles.map((path) => sourced(path, component)),
    program: workload.program,
    argv: argvLines(workload.argv),
    probed: isProbed(workload),
    waitReady: sourced(helperPath('wait-ready', context), unitc),
    readySeconds: sourced(String(workload.probe.timeoutSeconds), component),
    // The words tell where an endpoint was moved to.
    probeWords: workload.probe.endpoints.length === 0 ? [] : argvLines(workload.argv),
    readyFiles: workload.probe.file === undefined ? [] : [sourced(`--file=${workload.probe.file}`, component)],
    readyOptions: (workload.probe.options ?? []).map(readyOption),
    endpoints: workload.probe.endpoints.map((endpoint) => endpointView(endpoint, workload.kind)),
    successExitStatus: workload.successExitStatus.map((status) => sourced(String(status), component)),
    stopSeconds: sourced(String(workload.stopSeconds), component),
    killSeconds: killSeconds(workload),
    additions: additionViews(workload),
    ...workload.view,
    ...Object.fromEntries(
      Object.entries(workload.helpers ?? {}).map(([tag, file]) => [tag, sourced(helperPath(file, context), unitc)]),
    ),
  };
}

/** systemd's own limit, with which a unit has failed. */
function killSeconds({ kind, stopSeconds, endSeconds }: Workload): Sourced<string> {
  if (endSeconds === undefined || endSeconds < stopSeconds * 2) {
    return sourced(`${stopSeconds * 2}s`, derived('twice the time that the engine gives'));
  }
  return sourced(`${endSeconds + 10}s`, derived(`ten seconds more than ${kind} may take`));
}

/** Whether anything can say that the program is ready; of any other program nothing is known. */
export function isProbed({ probe }: Workload): boolean {
  return probe.endpoints.length > 0 || probe.file !== undefined;
}

/** Variables stand on one line, in the order that the packages gave them; each literal word on its own. */
export function argvLines(argv: readonly Sourced<Arg>[]): View[] {
  const lines: { words: Sourced<Leaf>[] }[] = [];
  let variables: Sourced<Leaf>[] | undefined;
  for (const arg of argv) {
    if (typeof arg.value === 'string' || 'whole' in arg.value) {
      variables = undefined;
      lines.push({ words: [{ value: arg.value, from: arg.from }] });
    } else if (variables === undefined) {
      variables = [{ value: arg.value, from: arg.from }];
      lines.push({ words: variables });
    } else variables.push({ value: arg.value, from: arg.from });
  }
  return lines;
}

/** Words for `wait-ready`: a default address, then the flags of the command line that move it. */
export function endpointWords({ url, hostFlags, portFlags }: Endpoint): string[] {
  return [
    `--url=${url}`,
    ...hostFlags.map((flag) => `--host-flag=${flag}`),
    ...portFlags.map((flag) => `--port-flag=${flag}`),
  ];
}

/** wait-ready reads a variable itself: systemd complains of one that is not set. */
export function readyOption({ value, from }: Sourced<Arg>): Sourced<Leaf> {
  const isVariable = typeof value === 'object' && 'whole' in value;
  return { value: isVariable ? `${value.before.replace(/=$/, '')}-from=${value.whole}` : value, from };
}

function endpointView(endpoint: Endpoint, kind: string): View {
  return { words: endpointWords(endpoint).map((word) => sourced(word, byDefault(`component ${kind}`))) };
}

/** `unit:` by section, in the order of the spec. */
function additionViews({ unit }: Workload): View[] {
  const sections = new Map<string, View[]>();
  for (const { section, key, value } of unit) {
    const settings = sections.get(section) ?? [];
    settings.push({ key: { value: key, from: value.from }, value });
    sections.set(section, settings);
  }
  return [...sections].map(([section, settings]) => {
    const from = unit.filter((setting) => setting.section === section).flatMap((setting) => setting.value.from);
    return { section: { value: section, from }, settings };
  });
}

/** Only where the spec says it: nothing was asked of the host before. */
function architectures({ architecture }: Workload): Sourced<string>[] {
  if (architecture === undefined || firstSpecPath(architecture.from) === undefined) return [];
  return [{ value: systemdNames[architecture.value], from: architecture.from }];
}

/** systemd.unit(5), ConditionArchitecture=. */
const systemdNames = { amd64: 'x86-64', arm64: 'arm64', arm: 'arm', ppc64le: 'ppc64-le', s390x: 's390x' } as const;
