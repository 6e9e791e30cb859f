/** Units with what they mean, each written in two ways: other quotes, lines and order, and sometimes another meaning. */
import fc from 'fast-check';

export interface Rewritten {
  readonly before: string;
  readonly after: string;
  /** Whether both were written from one meaning. */
  readonly same: boolean;
}

interface Meant {
  readonly description: string;
  readonly sets: readonly (readonly [key: string, names: readonly string[]])[];
  readonly conditions: readonly string[];
  readonly environment: readonly (readonly [name: string, value: string])[];
  readonly before: readonly (readonly string[])[];
  readonly start: readonly string[];
  readonly remains: boolean;
  readonly seconds: number;
}

const word = fc.oneof(
  fc.constantFrom(
    'a',
    '--x=1',
    '--x',
    '--y',
    'b c',
    '',
    "it's",
    'say "x"',
    '-z',
    '--',
    '$A',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of systemd
    '${B}',
    '%%',
    '\\',
    ';',
    'é',
  ),
  fc.string({ unit: fc.constantFrom('a', 'b', ' ', '"', "'", '\\', '=', '-', '#', ';', '$'), maxLength: 6 }),
);
const command = fc.tuple(fc.constantFrom('/bin/true', '/bin/echo', '-/bin/false'), fc.array(word, { maxLength: 4 }));
const units = fc.uniqueArray(fc.constantFrom('a.service', 'b.service', 'c.target', 'd.socket', 'e@1.service'), {
  maxLength: 4,
});

const meant: fc.Arbitrary<Meant> = fc.record({
  description: fc.constantFrom('One', 'Two words', 'x "y" z'),
  sets: fc
    .tuple(units, units, units)
    .map(([after, wants, conflicts]) => [
      ['After', after] as const,
      ['Wants', wants] as const,
      ['Conflicts', conflicts] as const,
    ]),
  conditions: fc.uniqueArray(fc.constantFrom('/a', '!/b', '|/c'), { maxLength: 3 }),
  environment: fc.uniqueArray(fc.tuple(fc.constantFrom('A', 'B', 'X_ARGS'), word), {
    maxLength: 3,
    selector: ([name]) => name,
  }),
  before: fc.array(
    command.map(([program, words]) => [program, ...words]),
    { maxLength: 3 },
  ),
  start: command.map(([program, words]) => [program, ...words]),
  remains: fc.boolean(),
  seconds: fc.constantFrom(60, 90, 120),
});

/** Equal where two mean the same: the order of sets is none. */
function meaningOf({ sets, conditions, environment, ...rest }: Meant): string {
  const sorted = sets.map(([key, names]) => [key, [...names].sort()]);
  return JSON.stringify([sorted, [...conditions].sort(), [...environment].sort(), rest]);
}

/** Numbers that decide how something is written. */
class Choices {
  readonly #numbers: readonly number[];
  #at = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  below(limit: number): number {
    return (this.#numbers[this.#at++ % this.#numbers.length] ?? 0) % limit;
  }

  shuffled<T>(items: readonly T[]): T[] {
    const rest = [...items];
    const found: T[] = [];
    while (rest.length > 0) found.push(...rest.splice(this.below(rest.length), 1));
    return found;
  }
}

const choices = fc.array(fc.nat(1000), { minLength: 40, maxLength: 80 }).map((numbers) => () => new Choices(numbers));

export const rewrittenUnits: fc.Arbitrary<Rewritten> = fc
  .record({
    one: meant,
    other: meant,
    part: fc.option(
      fc.constantFrom<keyof Meant>(
        'description',
        'sets',
        'conditions',
        'environment',
        'before',
        'start',
        'remains',
        'seconds',
      ),
    ),
    first: choices,
    second: choices,
  })
  .map(({ one, other, part, first, second }) => {
    const changed = part === null ? one : { ...one, [part]: other[part] };
    return {
      before: written(one, first()),
      after: written(changed, second()),
      same: meaningOf(one) === meaningOf(changed),
    };
  });

function written(unit: Meant, choose: Choices): string {
  const unitLines = choose.shuffled([
    [`Description=${unit.description}`],
    ...unit.sets.map(([key, names]) => setLines(key, names, choose)),
    choose.shuffled(unit.conditions).map((path) => `ConditionPathExists=${path}`),
  ]);
  const serviceLines = choose.shuffled([
    environmentLines(unit, choose),
    commandLines('ExecStartPre', unit.before, choose),
    commandLines('ExecStart', [unit.start], choose),
    [`RemainAfterExit=${(unit.remains ? ['yes', 'true', '1', 'on'] : ['no', 'false', '0', 'off'])[choose.below(4)]}`],
    [`TimeoutStopSec=${choose.below(2) === 0 ? unit.seconds : `${unit.seconds}s`}`],
  ]);
  return ['[Unit]', ...unitLines.flat(), ...comment(choose), '[Service]', ...serviceLines.flat(), ''].join('\n');
}

function comment(choose: Choices): string[] {
  return choose.below(2) === 0 ? [] : ['', `# ${choose.below(100)}`];
}

function setLines(key: string, names: readonly string[], choose: Choices): string[] {
  const all = choose.shuffled(names);
  const split = choose.below(all.length + 1);
  return [all.slice(0, split), all.slice(split)]
    .filter((part) => part.length > 0)
    .map((part) => `${key}=${part.join(' ')}`);
}

function environmentLines({ environment }: Meant, choose: Choices): string[] {
  return choose.shuffled(environment).flatMap(([name, value]) => {
    const line = `Environment=${quoted(`${name}=${value}`, choose)}`;
    return choose.below(4) === 0 ? [`Environment=${name}=older`, line] : [line];
  });
}

function commandLines(key: string, commands: readonly (readonly string[])[], choose: Choices): string[] {
  const older = choose.below(3) === 0 ? [`${key}=/bin/older`, `${key}=`] : [];
  return [
    ...older,
    ...commands.map(([program = '', ...words]) => {
      const gap = choose.below(3) === 0 ? ' \\\n# between\n  ' : ' '.repeat(1 + choose.below(2));
      return `${key}=${[program, ...words.map((one) => quoted(one, choose))].join(gap)}`;
    }),
  ];
}

/** A word that systemd reads back as it is. */
function quoted(text: string, choose: Choices): string {
  const escaped = text.replaceAll('\\', '\\\\');
  const isPlain = /^[A-Za-z0-9=/$%{}_.-]+$/.test(text);
  switch (choose.below(isPlain ? 4 : 3)) {
    case 0:
      return `"${escaped.replaceAll('"', '\\"')}"`;
    case 1:
      return `'${escaped.replaceAll("'", "\\'")}'`;
    case 2:
      return `"${[...text].map((c) => (/[A-Za-z]/.test(c) && choose.below(2) === 0 ? `\\x${c.charCodeAt(0).toString(16)}` : /["\\]/.test(c) ? `\\${c}` : c)).join('')}"`;
    default:
      return text;
  }
}
