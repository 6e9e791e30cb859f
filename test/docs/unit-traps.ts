/** docs/unit-traps.md as data: of each trap its files and what the page says that the linter prints. */
import { readFileSync } from 'node:fs';

export interface Trap {
  readonly title: string;
  /** Content by path. */
  readonly files: ReadonlyMap<string, string>;
  readonly printed: string;
}

const page = readFileSync('docs/unit-traps.md', 'utf8');

export function unitTraps(): Trap[] {
  const [, ...parts] = page.split(/^## /m);
  return parts.map((part) => ({
    title: part.slice(0, part.indexOf('\n')),
    files: new Map(
      [...part.matchAll(/`([^`\n]+)`:\n\n```ini\n(.*?)```\n/gs)].map(([, file = '', text = '']) => [file, text]),
    ),
    printed: /```text\n(.*?)```\n/s.exec(part)?.[1] ?? '',
  }));
}
