/**
 * How fast units are read, beside the npm package `ini` on the same texts in the same run:
 * npm run bench
 * `ini` knows no continued lines, quotes of systemd, positions, commands or resets: it is the least that a
 * reader of such files does. The units are those of golden/.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ini from 'ini';
import { parseUnit, readDirectiveTable } from '../src/codec/unit/index.ts';
import { unitFileName } from '../src/systemd/unit-file-name.ts';
import { readUnitRecord } from '../src/systemd/unit-record.ts';

const rounds = 15;
const least = 200;

const files = readdirSync('golden', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.includes('systemd/system/'))
  .sort()
  .flatMap((file) => {
    const name = unitFileName(file);
    return name === undefined ? [] : [{ name, bytes: readFileSync(path.join('golden', file)) }];
  });
const texts = files.map(({ bytes }) => bytes.toString('utf8'));
const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
const directives = readDirectiveTable(JSON.parse(readFileSync('data/directives.json', 'utf8')));

const contenders: readonly (readonly [string, () => void])[] = [
  ['ini.parse (ini 6.0.0)', () => texts.forEach((text) => void ini.parse(text))],
  ['parseUnit: lines, positions, problems', () => files.forEach(({ bytes }) => void parseUnit(bytes))],
  [
    'readUnitRecord: also words, commands, what counts',
    () => files.forEach(({ bytes, name }) => void readUnitRecord(bytes, name, { directives })),
  ],
];

/** Milliseconds for all files: the median of rounds, each of enough repetitions to be measured. */
function measure(run: () => void): number {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    let count = 0;
    for (; performance.now() - start < least; count++) run();
    times.push((performance.now() - start) / count);
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
}

console.log(`${files.length} units, ${size} bytes; Node ${process.versions.node}`);
let rival: number | undefined;
for (const [name, run] of contenders) {
  run();
  const time = measure(run);
  rival ??= time;
  const speed = (size / 1e6 / (time / 1e3)).toFixed(1);
  console.log(`${name}: ${speed} MB/s, ${(time / rival).toFixed(2)} times the time of ini`);
}
