/** docs/lint.md: its commands print what it shows, and exit as it says; its workflow makes the file that it uploads. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Ran, unitc } from '../cli/run-case.ts';

const page = readFileSync('docs/lint.md', 'utf8');
const directory = mkdtempSync(path.join(tmpdir(), 'unitc-lint-page-'));

/** A block of a command, with that of its output, and its exit status in the first words behind. */
const commands = [...page.matchAll(/```sh\n(.*?)\n```\n\n(?:```text\n(.*?)```\n\n)?with exit status (\d)/gs)].map(
  ([, command = '', printed = '', exit]) => ({ command, printed, exit: Number(exit) }),
);

/** In the directory that has the units of the page; `<` is read here, where there is no shell. */
function run(command: string): Promise<Ran> {
  const [words = '', input] = command.split(' < ');
  const [program, ...rest] = words.split(' ');
  expect(program).toBe('unitc');
  const stdin = input === undefined ? '' : readFileSync(path.join(directory, input), 'utf8');
  return unitc(['-C', directory, ...rest], { stdin });
}

beforeAll(() => {
  for (const [, file = '', text = ''] of page.matchAll(/`([^`\n]+)`:\n\n```ini\n(.*?)```\n/gs)) {
    mkdirSync(path.join(directory, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(directory, file), text, { mode: 0o644 });
  }
});
afterAll(() => rmSync(directory, { recursive: true }));

describe('docs/lint.md', () => {
  it('says of every command what it gives', () => {
    expect(commands.length).toBe([...page.matchAll(/```sh/g)].length);
    expect(commands.length).toBeGreaterThan(4);
  });

  it.each(commands)('$command', async ({ command, printed, exit }) => {
    const { stdout, exit: exited } = await run(command);
    expect({ stdout, exit: exited }).toEqual({ stdout: printed, exit });
  });

  it('uploads what its workflow makes', async () => {
    const { steps } = parse(/```yaml\n(.*?)```/s.exec(page)?.[1] ?? '').jobs.lint;
    const runs = steps.flatMap((step: { run?: string }) => step.run ?? []);
    const [, command = '', file] = /^npx (unitc .*) > (\S+)$/.exec(runs.at(-1)) ?? [];
    expect(steps.at(-1)).toMatchObject({ if: 'always()', with: { sarif_file: file } });
    const { stdout, exit } = await run(command);
    const { version, runs: reports } = JSON.parse(stdout);
    expect({ version, exit, results: reports[0].results.length }).toEqual({ version: '2.1.0', exit: 1, results: 3 });
  });

  it('names pages that are there', () => {
    for (const [, file = ''] of page.matchAll(/\]\(([^)]*)\)/g))
      expect(existsSync(`docs/${file.replace(/#.*/, '')}`), file).toBe(true);
  });
});
