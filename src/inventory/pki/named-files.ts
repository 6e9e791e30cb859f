/** A workload → the flags and variables that it starts with, as far as they name files of a PKI. */
import type { Workload } from '../../model/workload.ts';
import { type Purpose, purposeOf } from './purpose.ts';

export interface NamedFile {
  /** The flag that names it, without dashes; of etcdctl on the host `etcdctl --cert` and the like. */
  readonly flag: string;
  readonly path: string;
  readonly purpose: Purpose;
}

/** Every file that is named, in the order of the command line; a flag that is given twice names two. */
export function namedFiles(workload: Workload): NamedFile[] {
  return [...given(workload)].flatMap(({ flag, path }) => {
    const purpose = purposeOf(flag);
    return purpose === undefined || path === '' ? [] : [{ flag, path, purpose }];
  });
}

interface Given {
  readonly flag: string;
  readonly path: string;
}

function* given({ argv, env, files, command }: Workload): Generator<Given> {
  yield* flagsIn(argv.flatMap(({ value }) => (typeof value === 'string' ? [value] : [])));
  for (const assignment of files.flatMap((file) => file.assignments)) {
    if ('words' in assignment) yield* flagsIn(assignment.words.map(({ value }) => value));
    else yield* variable(assignment.name, assignment.value.value);
  }
  for (const [name, { value }] of env) yield* variable(name, value);
  for (const [tag, flag] of Object.entries({ ca: 'cacert', cert: 'cert', key: 'key' })) {
    const path = command?.view[tag]?.value;
    if (command !== undefined && path !== undefined) yield { flag: `etcdctl --${flag}`, path };
  }
}

/** `--name=value` and `--name value`, with one dash or two, as the flag packages of Go take them. */
function* flagsIn(words: readonly string[]): Generator<Given> {
  for (const [index, word] of words.entries()) {
    const match = /^--?([A-Za-z0-9][\w-]*)(?:=(.*))?$/s.exec(word);
    const flag = match?.[1]?.replaceAll('_', '-');
    const next = words[index + 1];
    const path = match?.[2] ?? (next === undefined || next.startsWith('-') ? undefined : next);
    if (flag !== undefined && path !== undefined) yield { flag, path };
  }
}

/** etcd and flanneld read their flags from variables too: `ETCD_PEER_CERT_FILE`. */
function* variable(name: string, path: string): Generator<Given> {
  const flag = /^(?:ETCD|FLANNELD)_(.+)$/.exec(name)?.[1];
  if (flag !== undefined) yield { flag: flag.toLowerCase().replaceAll('_', '-'), path };
}
