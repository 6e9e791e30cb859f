/** The diagnostics that every reporter is shown. */
import { type Diagnostic, diagnostic, type Range } from '../../src/core/diagnostic.ts';

const spec = `name: lab
hosts:
  master-1: { address: 192.0.2.1, roles: [etcd] }

components:
  - kind: etcd
    host: master-1
    clientPort: 2379
`;

/** Twelve lines before, so that line numbers have two digits. */
const base = `${'#\n'.repeat(12)}clientPort: 2379\n`;

export const sources: ReadonlyMap<string, string> = new Map([
  ['cluster.yaml', spec],
  ['base.yaml', base],
]);

export function at(text: string, part: string): Range {
  const start = text.indexOf(part);
  if (start === -1) throw new Error(`no ${part} in the text`);
  return { start, end: start + part.length };
}

export const sample: readonly Diagnostic[] = [
  diagnostic('UC600', {
    message: 'client port 2379 is used twice on host `master-1`',
    label: 'also taken by `etcd-events`',
    why: 'both containers use --net=host, so the second one fails to start',
    help: 'give one of them another `clientPort`',
    file: 'cluster.yaml',
    range: at(spec, '2379'),
    specPath: ['components', 0, 'clientPort'],
    related: [
      { message: 'first taken here', file: 'base.yaml', range: at(base, '2379'), specPath: ['clientPort'] },
      { message: 'and by a unit of the host', file: 'notes.txt' },
    ],
  }),
  { code: 'UC601', severity: 'warning', message: 'the whole file is meant', file: 'OUT/a' },
  { code: 'UC602', severity: 'warning', message: 'no place at all' },
];
