/** Inputs for a reader of unit files: half by the grammar with every directive, half damaged or plain noise. */
import { type DirectiveTable, encodeBytes } from '../../../src/codec/unit/index.ts';
import { unitTypes } from '../../../src/systemd/names/unit-type.ts';
import { Random } from './random.ts';

export interface FuzzInput {
  /** Path of the file: of a unit of any type, a template, an instance or a drop-in. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

type Words = readonly [string, ...string[]];

/** What values are made of: pieces that some parser gives a meaning, and some that none does. */
const pieces: Words = [
  ' ',
  ...[
    ' ',
    ' ',
    '  ',
    '\t',
    '"',
    "'",
    '\\',
    '\\\\',
    '\\\n',
    '\\\r\n',
    '%',
    '%%',
    '%i',
    '%n',
    '%z',
    '%H',
    '$',
    '$$',
    `\${A}`,
    '$A',
  ],
  ...[
    ';',
    '\\;',
    '#',
    '=',
    '-',
    '@',
    ':',
    '+',
    '!',
    '!!',
    '|',
    '~',
    ',',
    '.',
    '..',
    '/',
    '//',
    '*',
    '?',
    '[',
    ']',
    '<',
    '>',
    '&',
  ],
  ...[
    '\\x41',
    '\\xff',
    '\\x00',
    '\\n',
    '\\s',
    '\\q',
    '\\101',
    '\\377',
    '\\400',
    '\\u00e9',
    '\\ud800',
    '\\U0001f600',
    '\\U00110000',
  ],
  ...[
    'yes',
    'no',
    'true',
    'off',
    '0',
    '1',
    '-1',
    '42',
    '0777',
    '0x1f',
    '18446744073709551616',
    '1.5',
    '.5',
    '1e3',
    'infinity',
  ],
  ...[
    '5s',
    '1h 2min',
    '100ms',
    '1y',
    '1K',
    '1.5G',
    '10%',
    '100%',
    'max',
    '1:2',
    '1-2',
    '0,2-4',
    'SIGTERM',
    'RTMIN+3',
    'TERM',
  ],
  ...['daily', 'Mon..Fri', '*-*-* 00:00:00', '2020-02-30', '*:0/15', 'UTC', 'Europe/Berlin', '*-02~1', '1..9/2'],
  ...[
    'a.service',
    'b@.service',
    'b@x.service',
    '-.mount',
    'x.socket',
    'a',
    'ü.service',
    '/bin/x',
    '/bin/sh -c "x y"',
    'bin/x',
    '/a/../b',
  ],
  ...[
    '~@privileged',
    '@system-service',
    'read:EPERM',
    'AF_INET',
    'CAP_SYS_ADMIN',
    'native',
    'strict',
    'full',
    'none',
    'A=b',
    '"A=b c"',
    '1=x',
  ],
  ...[
    '127.0.0.1',
    '[::1]:80',
    '10.0.0.0/8',
    'vsock:2:3',
    '@abstract',
    'ext4:rw,x',
    '/dev/null rw',
    'char-* r',
    'key=value',
    'x'.repeat(300),
  ],
  ...[
    'é',
    '中',
    '😀',
    '\u00a0',
    '\u2028',
    '\ufeff',
    '\ufdd0',
    '\u0301',
    '\x01',
    '\x7f',
    '\x85',
    '\v',
    '\f',
    'constructor',
    '__proto__',
  ],
];
const lineEnds: Words = [
  '\n',
  '\n',
  '\n',
  '\n',
  '\n',
  '\n',
  '\n',
  '\n',
  '\r\n',
  '\r',
  '\n\r',
  '\0',
  '\n\n',
  '\\\n',
  ' \\\n',
  '',
];
const noise: Words = [
  '# c',
  ';c',
  ' # c \\',
  '',
  ' ',
  'novalue',
  '=x',
  '[',
  '[]',
  '[Unit',
  '[Un\\\nit]',
  '[X-y]',
  '\ufeff[Unit]',
  '\\',
  'a\\',
];
const names: Words = ['web', 'a-b-c', 'x\\x2dy', 'srv-data', '-', 'web@', 'web@x-1.y', 'web@a@b', 'a_0123456789abcdef'];

export class UnitFuzzer {
  readonly #keys: Readonly<Record<string, readonly string[]>>;
  readonly #sections: DirectiveTable['sectionsByUnitType'];

  constructor(directives: DirectiveTable) {
    this.#sections = directives.sectionsByUnitType;
    this.#keys = Object.fromEntries([...directives.bySection].map(([section, keys]) => [section, [...keys.keys()]]));
  }

  /** The same for the same seed. */
  input(seed: number): FuzzInput {
    const random = new Random(seed);
    const type = random.pick(unitTypes);
    const name = `${random.pick(names)}.${type}`;
    const path = random.once(5)
      ? `/etc/systemd/system/${random.once(4) ? type : name}.d/10.conf`
      : `/etc/systemd/system/${name}`;
    const kind = random.below(8);
    if (kind === 0) return { path, bytes: bytesOf(random) };
    const bytes = encodeBytes(this.#unit(random, type));
    return { path, bytes: kind < 4 ? damaged(bytes, random) : bytes };
  }

  #unit(random: Random, type: string): string {
    const own = this.#sections[type] ?? [];
    return random.repeat(4, () => {
      const section = own[random.below(own.length)] ?? 'Unit';
      const header = random.once(12) ? random.pick(noise) : `[${section}]`;
      return `${header}${random.pick(lineEnds)}${random.repeat(8, () => this.#line(random, section))}`;
    });
  }

  #line(random: Random, section: string): string {
    if (random.once(8)) return random.pick(noise) + random.pick(lineEnds);
    const keys = this.#keys[section] ?? [];
    const key = random.once(15) ? random.pick(pieces) : (keys[random.below(keys.length)] ?? 'Key');
    const equals = random.once(10) ? ' = ' : '=';
    const value = random.once(400) ? random.pick(pieces).repeat(2000) : random.repeat(7, () => random.pick(pieces));
    return `${key}${equals}${value}${random.pick(lineEnds)}`;
  }
}

function bytesOf(random: Random): Uint8Array {
  const bytes = new Uint8Array(random.below(200));
  // Mostly what lines are made of, so that more than one line comes about.
  const telling = encodeBytes('[]=\n\r\0\\ \t"\'%$;#\ufeffaU\x7f');
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = random.once(2) ? random.below(256) : (telling[random.below(telling.length)] ?? 0);
  }
  return bytes;
}

/** Bytes changed, cut out, doubled or put in. */
function damaged(bytes: Uint8Array, random: Random): Uint8Array {
  const list = [...bytes];
  for (let times = 1 + random.below(4); times > 0; times--) {
    const at = random.below(list.length + 1);
    const length = random.below(12);
    const how = random.below(4);
    if (how === 0) list[at] = random.below(256);
    else if (how === 1) list.splice(at, length);
    else if (how === 2) list.splice(at, 0, ...list.slice(at, at + length));
    else list.splice(at, 0, random.pick([0, 0xff, 0xc3, 0xed, 0xa0, 0x0a, 0x5c, 0x5b, 0x25]));
  }
  return Uint8Array.from(list);
}
