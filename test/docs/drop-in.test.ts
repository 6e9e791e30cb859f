/** docs/drop-in.md: each proof that it names is there, and each row has a proof or a limit. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const steps = new Set(readFileSync('test/machine/steps.txt', 'utf8').split('\n'));

interface Row {
  readonly number: string;
  /** What stands in back-ticks in the column of proofs. */
  readonly proofs: readonly string[];
  readonly limit: string;
}

function rows(page: string): Row[] {
  const lines = page.split('\n').filter((line) => /^\| *\d/.test(line));
  return lines.map((line) => {
    const [, number = '', , proof = '', limit = ''] = line.split('|').map((cell) => cell.trim());
    return { number, proofs: [...proof.matchAll(/`([^`]+)`/g)].map(([, id = '']) => id), limit };
  });
}

/** A step, `FILE > NAME` with the name as it stands in the file, or the spec of a case that is refused. */
function exists(id: string): boolean {
  const [file = '', name] = id.split(' > ');
  if (name === undefined) return steps.has(id) || (/^test\/.*\/err\/.*\.yaml$/.test(id) && existsSync(id));
  if (!/^test\/.*\.test\.ts$/.test(file) || !existsSync(file)) return false;
  const text = readFileSync(file, 'utf8');
  return [`('${name}'`, `("${name}"`, `(\`${name}\``].some((title) => text.includes(title));
}

function problems(page: string): string[] {
  return rows(page).flatMap(({ number, proofs, limit }) => [
    ...proofs.filter((id) => !exists(id)).map((id) => `row ${number}: there is no ${id}`),
    ...(proofs.length === 0 && limit === '' ? [`row ${number} has neither proof nor limit`] : []),
  ]);
}

const page = readFileSync('docs/drop-in.md', 'utf8');

it('names proofs that exist, in each row without a limit', () => {
  expect(problems(page)).toEqual([]);
});

it('has a row for each point, numbered', () => {
  const numbers = rows(page).map(({ number }) => Number(number));
  expect(numbers).toEqual(numbers.map((_, at) => at + 1));
  expect(numbers.length).toBeGreaterThanOrEqual(10);
  expect(rows(page).filter(({ proofs }) => proofs.length > 0).length).toBeGreaterThanOrEqual(10);
});

it('would notice what is not there', () => {
  const row = (proof: string, limit = '') => problems(`| 1 | point | ${proof} | ${limit} |`);
  expect(row('`guide.loop` `test/docs/drop-in.test.ts > would notice what is not there`')).toEqual([]);
  expect(row('`test/compile/err/old-systemd.yaml`')).toEqual([]);
  expect(row('`guide.nosuch`')).toEqual(['row 1: there is no guide.nosuch']);
  expect(row('`test/docs/nosuch.test.ts > a`', 'limit')).toHaveLength(1);
  expect(row('`test/docs/drop-in.test.ts > would notice`')).toHaveLength(1);
  expect(row('`test/compile/err/nosuch.yaml`')).toHaveLength(1);
  expect(row('')).toEqual(['row 1 has neither proof nor limit']);
  expect(row('', 'an honest limit')).toEqual([]);
});
