/** No input makes the reader of units crash, hang or lose a byte: 20,000 here, a million by scripts/fuzz-units.ts. */
import { expect, test } from 'vitest';
import { decodeBytes } from '../../src/codec/unit/index.ts';
import { loadBundle } from '../../src/edge/bundle.ts';
import { cpuTime } from '../support/cpu-time.ts';
import { problemOf } from './fuzz/check-input.ts';
import { UnitFuzzer } from './fuzz/unit-input.ts';
import { directives } from './unit-meaning.ts';

const count = 20_000;
/** The linter, which reads the tables anew each time, gets one in so many. */
const linted = 20;
/** Milliseconds of the processor for an input. */
const longest = 2_000;

test(`${count} inputs`, () => {
  const fuzzer = new UnitFuzzer(directives);
  const { data } = loadBundle();
  const problems: string[] = [];
  for (let seed = 0; seed < count; seed++) {
    const input = fuzzer.input(seed);
    const start = cpuTime();
    let problem: string | undefined;
    try {
      problem = problemOf(input, seed % linted === 0 ? { directives, data } : { directives });
    } catch (error) {
      problem = String(error);
    }
    const time = cpuTime() - start;
    if (time > longest) problem ??= `it took ${Math.round(time)} ms`;
    if (problem !== undefined) problems.push(`seed ${seed}: ${problem}\n${decodeBytes(input.bytes)}`);
  }
  expect(problems.slice(0, 5), `${problems.length} of ${count}`).toEqual([]);
}, 600_000);
