/**
 * Reads a rendered unit back and compares its ExecStart= with what was meant (the second of the three
 * nets of docs/architecture.md). A difference is a bug of ours and must not reach a host.
 */
import { encodeBytes, expandSpecifiers, expandVariables, parseCommandLine, parseUnit } from '../codec/unit/index.ts';
import { diagnostic } from '../core/diagnostic.ts';
import type { Arg, Workload } from '../model/workload.ts';
import type { FileArtifact } from '../tree/artifact.ts';
import type { TargetContext } from './target.ts';

export interface MeantUnit {
  readonly workload: Workload;
  readonly command: readonly Arg[];
}

export function checkUnit(file: FileArtifact, { workload, command }: MeantUnit, { report }: TargetContext): void {
  const read = parseUnit(encodeBytes(file.content)).assignments;
  // The first of ours: a drop-in takes away what stood there before it.
  const [written] = read.filter(
    ({ section, key, value }) => section === 'Service' && key === 'ExecStart' && value !== '',
  );
  const words = written === undefined ? undefined : wordsOf(written.value);
  if (words !== undefined && JSON.stringify(words) === JSON.stringify(command)) return;
  // `unit:` may replace the command on purpose; then its first assignment is still ours.
  report(
    diagnostic('UC900', {
      message: `the unit of \`${workload.name}\` does not read back as what was meant`,
      help: `report it with these: meant ${JSON.stringify(command)}, read ${JSON.stringify(words)}`,
    }),
  );
}

/** The words as systemd would pass them, variables kept as references. */
function wordsOf(value: string): Arg[] | undefined {
  const [first, ...others] = parseCommandLine(value).commands;
  if (first === undefined || others.length > 0) return undefined;
  return first.argv.map((word): Arg => {
    const variable = /^\$([A-Za-z_][A-Za-z0-9_]*)$/.exec(word)?.[1];
    if (variable !== undefined) return { variable };
    const [, before, whole] = /^([A-Za-z0-9=_-]*)\$\{([A-Za-z_][A-Za-z0-9_]*)\}$/.exec(word) ?? [];
    if (before !== undefined && whole !== undefined) return { before, whole };
    const expanded = expandSpecifiers(word, {});
    return expanded.ok ? (expandVariables([expanded.text], {})[0] ?? '') : word;
  });
}
