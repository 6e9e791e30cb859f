/** Asks the named step or test about a project: green, red, or something else, which is no answer. */
import path from 'node:path';
import { run } from './command.ts';

/** A step of the suite, or one named test of a vitest file. */
export type Witness =
  | { readonly kind: 'step'; readonly id: string }
  | { readonly kind: 'test'; readonly file: string; readonly name: string };

export interface Verdict {
  readonly colour: 'green' | 'red' | 'unclear';
  /** What the witness said. */
  readonly detail: string;
}

/** Lines of the runner: `ok    1.2 s  group.name`. Steps that the witness needs have to pass, or it was not asked. */
export function readSteps(output: string, ids: readonly string[]): Map<string, Verdict> {
  const lines = output.split('\n').map((line) => /^(ok {2}|FAIL) +[\d.]+ s {2}(\S+)$/.exec(line));
  const found = lines.flatMap((match) => (match === null ? [] : [{ ok: match[1] !== 'FAIL', id: match[2] ?? '' }]));
  const broken = found.find(({ ok, id }) => !ok && !ids.includes(id));
  return new Map(
    ids.map((id): [string, Verdict] => {
      const step = found.find((other) => other.id === id);
      if (step === undefined || broken !== undefined) return [id, { colour: 'unclear', detail: output.slice(-3000) }];
      return [id, { colour: step.ok ? 'green' : 'red', detail: firstLine(output, id) }];
    }),
  );
}

function firstLine(output: string, id: string): string {
  return new RegExp(`^FAIL .*  ${id}\\n +(.*)`, 'm').exec(output)?.[1] ?? '';
}

/** `runner` is the emitted program that runs the steps. */
export async function askSteps(runner: string, project: string, ids: readonly string[]): Promise<Map<string, Verdict>> {
  const args = [runner, '--project', project, '--only', ids.join(',')];
  const outcome = await run(process.execPath, args, { timeout: 3600 });
  return readSteps(outcome.stdout + outcome.stderr, ids);
}

export async function askTest(project: string, file: string, name: string): Promise<Verdict> {
  const vitest = path.join(project, 'node_modules/vitest/vitest.mjs');
  const config = file.startsWith('test/oracle/') ? 'vitest.oracle.config.ts' : 'vitest.config.ts';
  // vitest takes a regular expression, matched against the names of the suites and the test, joined by blanks.
  const pattern = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const args = [vitest, 'run', '--config', config, '--reporter=json', file, '-t', `${pattern}$`];
  const outcome = await run(process.execPath, args, { cwd: project, timeout: 900 });
  const counts = (key: string) => Number(new RegExp(`"${key}":(\\d+)`).exec(outcome.stdout)?.[1]);
  const [passed, failed] = [counts('numPassedTests'), counts('numFailedTests')];
  const detail = /"failureMessages":\["(.{0,200})/.exec(outcome.stdout)?.[1] ?? outcome.stderr.slice(-2000);
  if (failed > 0) return { colour: 'red', detail };
  return passed > 0 ? { colour: 'green', detail: '' } : { colour: 'unclear', detail };
}
