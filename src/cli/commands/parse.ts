import path from 'node:path';
import { decodeBytes, readDirectiveTable } from '../../codec/unit/index.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { loadBundle } from '../../edge/bundle.ts';
import { Failure } from '../../edge/failure.ts';
import { readUnitFile, readUnitStdin } from '../../edge/read-unit-file.ts';
import { type LintOptions, lint } from '../../lint/lint.ts';
import { bytesInJson } from '../../report/bytes-in-json.ts';
import { diagnosticsInJson, harmless } from '../../report/json.ts';
import { visible } from '../../report/visible.ts';
import { type UnitFileName, unitFileName } from '../../systemd/unit-file-name.ts';
import { readUnitRecord } from '../../systemd/unit-record.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { codeFor, type Session } from '../session.ts';

export interface ParseOptions {
  readonly name?: string;
  readonly expand?: 'specifiers';
  /** `252`, `252.39`. */
  readonly systemd?: string;
}

/** One line of JSON for each file, whatever `--format` says. All that can be read is printed before it fails. */
export function parse(files: readonly string[], options: ParseOptions, session: Session): ExitCode {
  if (files.length === 0) throw new Failure('no file is named', 'name unit files, or `-` with --name');
  if (options.name !== undefined && files.length > 1) {
    throw new Failure('--name is given with several files', 'name one file');
  }
  const failures: Failure[] = [];
  const inputs = files.flatMap((file) => {
    try {
      return [readInput(file, options.name, session)];
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      failures.push(error);
      return [];
    }
  });
  const code = print(inputs, options, session);
  const last = failures.pop();
  for (const { message } of failures) session.world.stderr.write(`unitc: ${visible(message)}\n`);
  if (last !== undefined) throw last;
  return session.options.exitZero === true && code === exitCode.problems ? exitCode.done : code;
}

interface Input {
  readonly file: string;
  /** On a host. */
  readonly called: string;
  readonly is: UnitFileName;
  readonly bytes: Uint8Array;
}

function readInput(file: string, name: string | undefined, { world }: Session): Input {
  if (name === undefined && file === '-') throw new Failure('standard input has no name', 'give one with --name');
  const called = name ?? file;
  const is = unitFileName(called);
  if (is === undefined) throw new Failure(`${called} is no unit by its name`, 'give the name of a unit with --name');
  return { file, called, is, bytes: file === '-' ? readUnitStdin(world) : readUnitFile(file) };
}

function print(inputs: readonly Input[], { systemd, expand }: ParseOptions, session: Session): ExitCode {
  const { data } = loadBundle();
  const directives = readDirectiveTable(data.directives);
  const found = findings(inputs, { data, ...(systemd !== undefined && { systemd }) });
  let worst: ExitCode = exitCode.done;
  for (const { file, called, is, bytes } of inputs) {
    const { refusal: _, ...record } = readUnitRecord(bytes, is, {
      directives,
      expand: expand !== undefined,
      ...(systemd !== undefined && { systemd: Number.parseInt(systemd, 10) }),
      ...(file !== '-' && { path: path.resolve(file) }),
    });
    // Placed in the file, whatever that is called on a host.
    const diagnostics = (found.get(called) ?? []).map((one) => ({ ...one, file }));
    const shown = diagnosticsInJson(diagnostics, new Map([[file, decodeBytes(bytes)]]));
    session.world.stdout.write(`${harmless(JSON.stringify(bytesInJson({ file, ...record, diagnostics: shown })))}\n`);
    const loads = record.loadState === 'loaded' || record.loadState === 'masked';
    worst = larger(worst, larger(loads ? exitCode.done : exitCode.problems, codeFor(session, diagnostics)));
  }
  return worst;
}

/** By what a file is called: of all files together, since a drop-in is about a unit that may be among them. */
function findings(inputs: readonly Input[], options: LintOptions): ReadonlyMap<string, readonly Diagnostic[]> {
  const entries = new Map(inputs.map(({ called, bytes }) => [called, { type: 'file', read: () => bytes } as const]));
  const byFile = new Map<string, Diagnostic[]>();
  for (const one of lint([{ prefix: '', entries, named: true }], options).diagnostics) {
    const list = byFile.get(one.file ?? '') ?? [];
    byFile.set(one.file ?? '', list);
    list.push(one);
  }
  return byFile;
}

function larger(a: ExitCode, b: ExitCode): ExitCode {
  return a > b ? a : b;
}
