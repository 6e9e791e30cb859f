/** docs/parse.md: its unit gives its JSON, and the proofs and scripts that it names are there. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { unitc } from '../cli/run-case.ts';

const page = readFileSync('docs/parse.md', 'utf8');

function block(language: string): string {
  return new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(page)?.[1] ?? '';
}

test('the example', async () => {
  const { stdout } = await unitc(['parse', '--name', 'web@.service', '-'], { stdin: block('ini') });
  const { diagnostics, ...object } = JSON.parse(stdout);
  expect(diagnostics).toBeInstanceOf(Array);
  expect({ ...object, file: 'web@.service' }).toEqual(JSON.parse(block('json')));
});

test('what it names', () => {
  const files = [...page.matchAll(/`(test\/[^`]*)`/g)].map(([, file = '']) => file);
  expect(files.length).toBeGreaterThan(3);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  for (const [, script = ''] of page.matchAll(/`npm run ([a-z]+)/g)) expect(scripts).toHaveProperty(script);
});
