/** Small sets of units with random dependencies, and requests to make of them. */
import fc from 'fast-check';

/** What a unit does when it is started. */
const kinds = ['sleep', 'remain', 'once', 'fail', 'target'] as const;
type Kind = (typeof kinds)[number];

export interface JobStep {
  readonly verb: 'start' | 'stop' | 'restart' | 'try-restart' | 'reload-or-restart';
  /** Index of the unit. */
  readonly unit: number;
}

export interface JobCase {
  /** Texts of the units by name; `PREFIX` stands for what makes the names of cases differ. */
  readonly units: ReadonlyMap<string, string>;
  readonly steps: readonly JobStep[];
}

const programs: Readonly<Record<Kind, string>> = {
  sleep: '[Service]\nExecStart=/bin/sleep infinity\n',
  remain: '[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/bin/true\n',
  once: '[Service]\nType=oneshot\nExecStart=/bin/true\n',
  fail: '[Service]\nType=oneshot\nExecStart=/bin/false\n',
  target: '',
};
const size = 6;
const dependency = fc.constantFrom(
  ...['Requires', 'Requires', 'Wants', 'Wants', 'BindsTo', 'PartOf', 'Requisite', 'Conflicts', 'PropagatesStopTo'],
  ...['Upholds', 'OnFailure', 'OnSuccess'],
);
const kind = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Kind>('sleep') },
  { weight: 4, arbitrary: fc.constantFrom(...kinds) },
);
const link = fc.record({
  from: fc.nat(size - 1),
  to: fc.nat(size - 1),
  type: dependency,
  ordered: fc.boolean(),
});

/** In which the outcome does not hang on who is faster: what depends on units that end waits for them. */
const jobCase: fc.Arbitrary<JobCase> = fc
  .record({
    kinds: fc.array(kind, { minLength: size, maxLength: size }),
    links: fc.array(link, { minLength: 3, maxLength: 9 }),
    unneeded: fc.option(fc.nat(size - 1), { nil: -1 }),
    steps: fc.array(
      fc.record({
        verb: fc.constantFrom<JobStep['verb']>(
          'start',
          'start',
          'start',
          'stop',
          'restart',
          'try-restart',
          'reload-or-restart',
        ),
        unit: fc.nat(size - 1),
      }),
      { minLength: 4, maxLength: 5 },
    ),
  })
  .map(({ kinds: all, links, unneeded, steps }) => {
    const names = all.map((one, index) => `PREFIX-${index}.${one === 'target' ? 'target' : 'service'}`);
    const ends = (index: number): boolean => all[index] === 'once' || all[index] === 'fail';
    const texts = all.map((one, index) => {
      const own = links.filter(({ from, to }) => from === index && to !== index && (!ends(to) || to < from));
      const lines = own.flatMap(({ to, type, ordered }) => {
        const after = to < index && (ordered || ends(to)) ? [`After=${names[to]}\n`] : [];
        return [`${type}=${names[to]}\n`, ...after];
      });
      const stops = unneeded === index ? 'StopWhenUnneeded=yes\n' : '';
      return `[Unit]\nDefaultDependencies=no\nStartLimitIntervalSec=0\n${stops}${lines.join('')}${programs[one]}`;
    });
    return { units: new Map(names.map((name, index) => [name, texts[index] ?? ''])), steps };
  });

export function jobCases(count: number, seed: number): JobCase[] {
  return fc.sample(jobCase, { numRuns: count, seed });
}
