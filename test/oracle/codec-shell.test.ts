/** The shell codec against the shells themselves (Debian: dash, bash). */
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quoteShellWord, splitShellWords } from '../../src/codec/shell/index.ts';

const seed = 20_261_122;

/** What a script prints; undefined when the shell does not take it. */
function run(shell: string, script: string): string | undefined {
  const result = spawnSync(shell, {
    input: script,
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' },
  });
  if (result.error !== undefined) throw new Error(`${shell}: ${result.error.message}: install the package ${shell}`);
  return result.status === 0 ? result.stdout : undefined;
}

const hostile = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'ab \t\n\r"\'\\$`*?[]{}~|&;<>()#=!%^-é') }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '-n', '--', '!!', '~root', 'A=b', 'if', '$(id)', '\\', "'", '\u{1f600}', 'a'.repeat(5000)),
);

describe.each(['sh', 'dash', 'bash'])('%s', (shell) => {
  test('a quoted word is the word', () => {
    const words = fc.sample(hostile, { numRuns: 800, seed }).filter((word) => quoteShellWord(word).ok);
    expect(words.length).toBeGreaterThan(500);
    const script = words.map((word) => {
      const printed = quoteShellWord(word);
      return printed.ok ? `printf '%s\\0' ${printed.text}\n` : '';
    });
    expect(run(shell, script.join(''))?.split('\0').slice(0, -1)).toEqual(words);
  });

  test('a bare word is a command name, never syntax', () => {
    const names = [
      'if',
      'done',
      'A=b',
      'time',
      'function',
      'in',
      '--',
      '-x',
      'select',
      'a+=b',
      'coproc',
      'esac',
      'elif',
    ];
    for (const name of names) {
      const printed = quoteShellWord(name);
      if (!printed.ok) throw new Error(printed.reason);
      // 127: looked for as a command and not found.
      expect(run(shell, `PATH=/nowhere; ${printed.text} >/dev/null 2>&1; test $? = 127 && printf found`)).toBe('found');
    }
  });

  test('a text is split as our splitter splits it', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab  \t"\'\\#=é-'), maxLength: 14 });
    const texts = fc.sample(text, { numRuns: 400, seed });
    let split = 0;
    const script: string[] = [];
    const expected: string[] = [];
    for (const [index, line] of texts.entries()) {
      const result = splitShellWords(line);
      if (!result.ok) continue;
      split++;
      script.push(`printf '%s\\0' x ${line}\n`, `printf '%s\\0' ${index}\n`);
      expected.push('x', ...result.words, String(index));
    }
    expect(split).toBeGreaterThan(150);
    expect(run(shell, script.join(''))?.split('\0').slice(0, -1)).toEqual(expected);
  });

  test('what our splitter calls unclosed is unclosed', () => {
    for (const line of ["a 'b", '"a', '"a\\"', "'"]) {
      expect(splitShellWords(line)).toMatchObject({ ok: false, reason: 'has a quote that is not closed' });
      expect(run(shell, `printf '%s' ${line}\n`)).toBeUndefined();
    }
  });
});
