/** The env-file codec against those who read such files: systemd (Debian: systemd), dash and bash. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { effectiveEnvironment, envAssignment, parseEnvFile, quoteEnvValue } from '../../src/codec/env-file/index.ts';
import { quoteVariableWord } from '../../src/codec/unit/index.ts';
import { runServices, systemdVersion } from './user-manager.ts';

const seed = 20_261_122;
const text = (value: string): Uint8Array => new TextEncoder().encode(value);

/** Strings of what the syntaxes care about, and of anything else. */
const hostile = fc.oneof(
  fc.string({
    unit: fc.constantFrom('a', ' ', '\t', '"', "'", '\\', '$', '`', '%', '#', ';', '=', '!', '*', '~', 'é'),
  }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '',
    ' ',
    '\\',
    '"',
    "'",
    '$HOME',
    '$' + '{HOME}',
    '`id`',
    '$(id)',
    '\\n',
    '# x',
    '!!',
    '-n',
    '\u{1f600}',
  ),
);

function carried(count: number): string[] {
  return fc.sample(hostile, { numRuns: count, seed }).filter((value) => quoteEnvValue(value).ok);
}

function fileOf(values: readonly string[]): string {
  const lines = values.map((value, index) => {
    const line = envAssignment(`V${index}`, value);
    if (!line.ok) throw new Error(line.reason);
    return `${line.text}\n`;
  });
  return lines.join('');
}

describe.each(['dash', 'bash'])('sourced by %s', (shell) => {
  test('a quoted value is the value', () => {
    const values = carried(500);
    expect(values.length).toBeGreaterThan(300);
    const directory = mkdtempSync(join(tmpdir(), 'unitc-env-'));
    try {
      const file = join(directory, 'variables');
      writeFileSync(file, fileOf(values));
      const show = values.map((_value, index) => `printf '%s\\0' "$V${index}"`).join('\n');
      const shown = execFileSync(shell, ['-c', `. ${file}\n${show}`], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { PATH: '/usr/bin:/bin' },
      });
      expect(shown.split('\0').slice(0, -1)).toEqual(values);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});

describe('read by systemd', () => {
  const systemd = systemdVersion();

  test('a quoted value is the value', () => {
    const values = carried(500);
    const [seen] = runServices([{ environmentFiles: [fileOf(values)] }]);
    expect(seen?.environment).toEqual(Object.fromEntries(values.map((value, index) => [`V${index}`, value])));
  });

  test('words of a variable that the unit splits arrive as they are', () => {
    const lists = fc
      .sample(fc.array(hostile, { maxLength: 6 }), { numRuns: 60, seed })
      .map((words) => words.filter((word) => quoteVariableWord(word).ok && quoteEnvValue(word).ok));
    const services = lists.map((words) => {
      const split = words.map((word) => printedText(quoteVariableWord(word))).join(' ');
      return { environmentFiles: [`ARGS=${printedText(quoteEnvValue(split))}\n`], words: '$ARGS' };
    });
    expect(runServices(services).map(({ argv }) => argv)).toEqual(lists);
  });

  test('files are read as our parser reads them', () => {
    const files = [...rawFiles, ...fc.sample(rawFile, { numRuns: 150, seed })].map((file) =>
      typeof file === 'string' ? text(file) : file,
    );
    const seen = runServices(files.map((file) => ({ environmentFiles: [file] })));
    for (const [index, file] of files.entries()) {
      const document = parseEnvFile(file, { systemd });
      const lost = document.problems.some((problem) => problem.loses === 'file');
      const expected = Object.fromEntries(effectiveEnvironment([document]));
      const context = JSON.stringify(Buffer.from(file).toString('latin1'));
      expect({ context, started: seen[index]?.started, environment: seen[index]?.environment }).toEqual({
        context,
        started: !lost,
        environment: expected,
      });
    }
  });

  test('later files win', () => {
    const files = ['A=1\nB=1\n', 'B=2\nC=\n', 'C=3\n'];
    const [seen] = runServices([{ environmentFiles: files }]);
    const documents = files.map((file) => parseEnvFile(text(file), { systemd }));
    expect(seen?.environment).toEqual(Object.fromEntries(effectiveEnvironment(documents)));
  });
});

function printedText(printed: { readonly ok: true; readonly text: string } | { readonly ok: false }): string {
  if (!printed.ok) throw new Error('refused');
  return printed.text;
}

const rawFile = fc
  .array(
    fc.constantFrom(
      'A',
      'B',
      'C_1',
      '=',
      '=',
      '"',
      "'",
      '\\',
      '\n',
      '\n',
      '\r',
      ' ',
      '\t',
      '#',
      ';',
      'é',
      '$',
      '`',
      'x',
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''));

const rawFiles: readonly (string | Uint8Array)[] = [
  'A=b',
  '  A \t= b c \t\n',
  'export A=1\nB=2\n',
  'A=1\rB=2\r\nC=3',
  'A=a"b c"\nB="a" \'b\' c d \nC="v" #x\n',
  'A="b\nc"\nB=\'b\\n"$x\n\'\n',
  'A="\\n\\x\\"\\\\\\`\\$"\nB=\\x\\ \\"\n',
  'A="open\nB=1\n',
  'A=b  \\',
  'A=x \\ \n',
  '=A=b\n==\nB=1\n',
  '#c\\\nA=1\nB=2\n',
  '#c\\\\\nA=1\n',
  '#c\\\r\nA=1\n',
  '#c\\\rA=1\nB=2\n',
  '\ufeffA=1\nB=2\n',
  'A=1\nB=\0\nC=3\n',
  '# \0\nA=1\n',
  'A=\uffff\n',
  'A=\ufdd0\n',
  'A=\u{2fffe}\n',
  '# \uffff\nA=1\n',
  '\uffff\nA=1\n',
  '1A=\uffff\n',
  'A="\x01\x1f\x7f"\nB="a\tb"\n',
  Uint8Array.of(0x41, 0x3d, 0xff, 0x0a),
  Uint8Array.of(0x23, 0xff, 0x0a, 0x41, 0x3d, 0x31),
  Uint8Array.of(0xff, 0x0a, 0x41, 0x3d, 0x31),
  Uint8Array.of(0xff, 0x3d, 0x0a, 0x41, 0x3d, 0x31),
  Uint8Array.of(0x41, 0x3d, 0xed, 0xa0, 0x80, 0x0a),
  `A=${'x'.repeat(100_000)}\n`,
];
