/** `unitc lint x.rpm` over packages that the real rpmbuild made: the catalogue's examples, and the page that shows it. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue, type Entry } from '../../src/core/catalogue/index.ts';
import { unitc } from '../cli/run-case.ts';
import { builtRpm, preamble } from '../support/built-rpm.ts';
import { type ExamplePackage, exampleSpec } from '../support/example-package.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const entries: readonly (readonly [string, Entry])[] = Object.entries(catalogue);
const examples = entries.flatMap(([code, { bad, good }]) =>
  bad?.kind === 'package' && good?.kind === 'package' ? [{ code, bad, good }] : [],
);

/** What stands in the files is another matter: here they are empty. */
async function codesOf(example: ExamplePackage): Promise<string[]> {
  const { stdout, exit, stderr } = await unitc(['lint', '--format', 'concise', builtRpm(exampleSpec(example))]);
  expect(stderr, `exit status ${exit}`).toMatch(/^[✖!] .* in \d files?\n$|^$/);
  return [...new Set([...stdout.matchAll(/\[(UC8\d+)\]/g)].map(([, code = '']) => code))];
}

describe('examples of the catalogue', () => {
  it('are there', () => expect(examples.length).toBeGreaterThan(12));

  it.each(examples)('$code', async ({ code, bad, good }) => {
    expect(await codesOf(bad)).toEqual([code]);
    expect(await codesOf(good)).toEqual([]);
  });
});

it('units of a package are linted, too, and levels are for all', async () => {
  const unit = '/usr/lib/systemd/system/a.service';
  const content = '[Service]\\nExecStart=/bin/a\\nKillMode=none\\n';
  const file = builtRpm(
    `${preamble('x')}%install\nmkdir -p %{buildroot}$(dirname ${unit})\nprintf '${content}' > %{buildroot}${unit}\n%post\nuseradd a\n%files\n${unit}\n`,
  );
  const { stdout, exit } = await unitc(['lint', '--format', 'concise', file]);
  expect({ stdout, exit }).toEqual({
    stdout: `${file}${unit}:3:10: warning[UC331] \`KillMode=none\` leaves the processes behind when the unit stops\n${file}/%post:1:1: warning[UC814] %post makes an account with \`useradd\`\n`,
    exit: 0,
  });
  const levelled = await unitc([
    'lint',
    '--off',
    'UC331',
    '--error',
    'scriptlet-makes-account',
    '--format',
    'concise',
    file,
  ]);
  expect(levelled).toMatchObject({ exit: 1, stdout: expect.stringMatching(/^\S+: error\[UC814\] .*\n$/) });
});

it('docs/packaging.md shows what it says of a package', async () => {
  const page = readFileSync('docs/packaging.md', 'utf8');
  const [, spec = '', command = '', printed = '', exit = ''] =
    /```spec\n(.*?)```\n\n.*?```console\n\$ (unitc lint [^\n]*)\n(.*?)```\n\nwith exit status (\d)/s.exec(page) ?? [];
  const directory = temporaryDirectory();
  renameSync(builtRpm(spec), path.join(directory, 'kubernetes-cni.rpm'));
  const { stdout, exit: exited } = await unitc(['-C', directory, ...command.split(' ').slice(1)]);
  expect({ stdout, exit: exited }).toEqual({ stdout: printed, exit: Number(exit) });
});

it('says of a package that cannot be read why', async () => {
  const file = path.join(temporaryDirectory(), 'x.rpm');
  const whole = readFileSync(builtRpm(`${preamble('x')}%files\n`));
  writeFileSync(file, whole.subarray(0, 200));
  expect(await unitc(['lint', file])).toMatchObject({
    exit: 2,
    stderr: expect.stringMatching(/^unitc: cannot read \S+x\.rpm: it is damaged: /),
  });
});
