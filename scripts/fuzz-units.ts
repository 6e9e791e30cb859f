/**
 * Feeds the reader of units with generated inputs, and stops at the first that crashes it, hangs it or is not
 * read and printed as it should: npm run fuzz [-- COUNT [FIRST]]. Each input has the number that made it.
 */
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { decodeBytes, readDirectiveTable } from '../src/codec/unit/index.ts';
import { loadBundle } from '../src/edge/bundle.ts';
import { problemOf } from '../test/oracle/fuzz/check-input.ts';
import { UnitFuzzer } from '../test/oracle/fuzz/unit-input.ts';

/** Without a step in this time the input is taken for one that hangs. */
const patience = 20_000;
const step = 500;
/** The linter, which reads the tables anew each time, gets one in so many. */
const linted = 20;

interface Span {
  readonly first: number;
  readonly count: number;
}

const fuzzer = new UnitFuzzer(readDirectiveTable(loadBundle().data.directives));

function work({ first, count }: Span): void {
  const { data } = loadBundle();
  const directives = readDirectiveTable(data.directives);
  for (let seed = first; seed < first + count; seed++) {
    if ((seed - first) % step === 0) parentPort?.postMessage({ seed });
    let problem: string | undefined;
    try {
      problem = problemOf(fuzzer.input(seed), seed % linted === 0 ? { directives, data } : { directives });
    } catch (error) {
      problem = error instanceof Error ? error.stack : String(error);
    }
    if (problem !== undefined) {
      parentPort?.postMessage({ seed, problem });
      return;
    }
  }
  parentPort?.postMessage({ seed: first + count });
}

interface Report {
  readonly seed: number;
  readonly problem?: string;
}

function watch(span: Span): void {
  const start = performance.now();
  const worker = new Worker(new URL(import.meta.url), { workerData: span });
  let reached = span.first;
  const end = (line: string, code: number): void => {
    console.log(line);
    process.exit(code);
  };
  const hangs = (): void => end(`an input of ${reached} to ${reached + step - 1} hangs`, 1);
  let timer = setTimeout(hangs, patience);
  worker.on('error', (error) => end(`near input ${reached}: ${error.stack}`, 1));
  worker.on('message', ({ seed, problem }: Report) => {
    clearTimeout(timer);
    timer = setTimeout(hangs, patience);
    reached = seed;
    if (problem !== undefined) {
      const { path, bytes } = fuzzer.input(seed);
      end(`input ${seed}: ${problem}\n${path}\n${JSON.stringify(decodeBytes(bytes))}`, 1);
    }
    const done = seed - span.first;
    const seconds = Math.round((performance.now() - start) / 1000);
    if (done === span.count)
      end(`${done} inputs from ${span.first} on in ${seconds} s: no crash, no hang, no difference`, 0);
    if (done % 50_000 === 0) console.error(`${done} after ${seconds} s`);
  });
}

if (isMainThread) {
  const [count = '1000000', first = '0'] = process.argv.slice(2);
  watch({ first: Number(first), count: Number(count) });
} else work(workerData);
