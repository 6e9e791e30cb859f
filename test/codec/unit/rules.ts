/**
 * The rules of unit files by example. The unit tests hold our codec to them, and the oracle tests hold
 * systemd to the same rows, so that none of them is our own opinion.
 */
import type { Meaning } from './interpret.ts';

export interface Rule {
  readonly rule: string;
  /** The file; `Type=oneshot` and a first command are not added for you. */
  readonly file: string | Uint8Array;
  readonly dropIns?: readonly string[];
  readonly expected: Partial<Meaning>;
}

const run = '[Service]\nExecStart=/bin/x\n';

/** A description in front of a service that loads. */
function described(lines: string): string {
  return `[Unit]\n${lines}\n${run}`;
}

function bytes(...parts: readonly (string | readonly number[])[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part)),
  );
}

function description(rule: string, lines: string, text: string, more: Partial<Meaning> = {}): Rule {
  return { rule, file: described(lines), expected: { state: 'loaded', description: text, ...more } };
}

function command(rule: string, value: string, argv: readonly (readonly string[])[]): Rule {
  return { rule, file: `[Service]\nType=oneshot\nExecStart=${value}\n`, expected: { state: 'loaded', argv } };
}

function fatal(rule: string, value: string): Rule {
  const file = `[Service]\nType=oneshot\nExecStart=/bin/first\nExecStart=${value}\n`;
  return { rule, file, expected: { state: 'bad-setting' } };
}

function dropped(rule: string, value: string, argv: readonly (readonly string[])[] = []): Rule {
  const file = `[Service]\nType=oneshot\nExecStart=${value}\nExecStart=/bin/last\n`;
  return { rule, file, expected: { state: 'loaded', argv: [...argv, ['/bin/last']] } };
}

function environment(rule: string, value: string, expected: readonly string[]): Rule {
  return { rule, file: `${run}Environment=${value}\n`, expected: { state: 'loaded', environment: expected } };
}

const mebibyte = 1_048_576;

export const lineRules: readonly Rule[] = [
  description('1.1 a lone CR ends a line', 'Description=a\rDocumentation=man:b', 'a'),
  description('1.1 a NUL ends a line', 'Description=a\0Nonsense', 'a', { ignored: ['3: no-equals'] }),
  description('1.1 CRLF is one end', 'Description=a\r\nx', 'a', { ignored: ['3: no-equals'] }),
  description('1.1 LFCR is one end', 'Description=a\n\rx', 'a', { ignored: ['3: no-equals'] }),
  description('1.1 CRLF NUL is one end', 'Description=a\r\n\0x', 'a', { ignored: ['3: no-equals'] }),
  description('1.1 after a NUL the next line begins', 'Description=a\0\nx', 'a', { ignored: ['4: no-equals'] }),
  description('1.1 two LF are two lines', 'Description=a\n\nx', 'a', { ignored: ['4: no-equals'] }),
  description('1.1 LF CR LF are two lines', 'Description=a\n\r\nx', 'a', { ignored: ['4: no-equals'] }),
  {
    rule: '1.1 the end of the file ends the last line',
    file: `${run}[Unit]\nDescription=end`,
    expected: { description: 'end' },
  },
  description(
    '1.2 the longest line',
    `Description=a${' '.repeat(mebibyte - 1 - 14)}b`,
    `a${' '.repeat(mebibyte - 15)}b`,
  ),
  {
    rule: '1.2 one byte more',
    file: described(`Description=a${' '.repeat(mebibyte - 14)}b`),
    expected: { state: 'error' },
  },
  { rule: '1.2 a comment counts too', file: described(`#${'c'.repeat(mebibyte - 1)}`), expected: { state: 'error' } },
  {
    rule: '1.2 bytes count, not characters',
    file: described(`#${'é'.repeat(mebibyte / 2)}`),
    expected: { state: 'error' },
  },
  description(
    '1.2 the longest continuation',
    `Description=a\\\n${'b'.repeat(mebibyte / 2)}\\\n${'c'.repeat(mebibyte / 2 - 15)}`,
    `a ${'b'.repeat(mebibyte / 2)} ${'c'.repeat(mebibyte / 2 - 15)}`,
  ),
  {
    rule: '1.2 one byte more of continuation',
    file: described(`Description=a\\\n${'b'.repeat(mebibyte / 2)}\\\n${'c'.repeat(mebibyte / 2 - 14)}`),
    expected: { state: 'error' },
  },
  description('1.3a a comment inside a continuation is dropped', 'Description=a\\\n  # c \\\n;d\nb', 'a b'),
  description('1.3a a comment that ends in a backslash does not continue', '# c \\\nDescription=a', 'a'),
  description('1.3b a byte order mark in front of the first header', 'Description=a', 'a'),
  {
    rule: '1.3b a byte order mark is removed',
    file: `\ufeff${described('Description=a')}`,
    expected: { description: 'a' },
  },
  {
    rule: '1.3b a byte order mark after comments is removed',
    file: `# c\n\ufeff${described('Description=a')}`,
    expected: { description: 'a' },
  },
  {
    rule: '1.3b a comment behind a byte order mark is none, and the mark is removed once',
    file: `\ufeff# c\n\ufeff[Unit]\nDescription=a\n${run}`,
    expected: { state: 'loaded', description: 'NAME' },
  },
  description('1.4 one backslash continues and becomes a blank', 'Description=a\\\nb', 'a b'),
  description('1.4 two do not', 'Description=a\\\\\nb=c', 'a\\\\'),
  description('1.4 three do', 'Description=a\\\\\\\nb', 'a\\\\ b'),
  description('1.4 the newline vanishes, leading blanks stay', 'Description=a\\\nb\\\n   c', 'a b    c'),
  description('1.5 a blank behind the backslash', 'Description=a \\ \nb=c', 'a \\'),
  description('1.6 an empty line ends a continuation', 'Description=a\\\n\nb', 'a', { ignored: ['4: no-equals'] }),
  description('1.6 a blank line ends a continuation', 'Description=a\\\n \t\nb', 'a', { ignored: ['4: no-equals'] }),
  {
    rule: '1.7 a continuation at the end of the file',
    file: `${run}[Unit]\nDescription=a\\`,
    expected: { description: 'a' },
  },
  { rule: '1.7 with its line end', file: `${run}[Unit]\nDescription=a\\\n`, expected: { description: 'a' } },
  {
    rule: '1.8 a continued header is another name',
    file: `[Un\\\nit]\nDescription=a\n${run}`,
    expected: { description: 'NAME' },
  },
  description('1.8 a continued key is another key', 'Descri\\\nption=a', 'NAME'),
  description('1.8 a continuation between key and `=`', 'Description \\\n = v', 'v'),
  description('1.8 a header after a continued line is text', 'Description=a\\\n[Service]', 'a [Service]'),
  description('1.9 the reported line is the last', 'a\\\nb\\\nc', 'NAME', { ignored: ['4: no-equals'] }),
  { rule: '1.9 one more at the end of the file', file: `${run}a\\\nb\\`, expected: { ignored: ['5: no-equals'] } },
  description('1.10 no comments behind a value', 'Description=a # b', 'a # b'),
  description('1.10 blanks in front of a comment', ' \t# c\n ; d\nDescription=a', 'a'),

  description('2.1 vertical tab, form feed and no-break space are no blanks', 'Description=\va\f\u00a0', '\va\f\u00a0'),
  description('2.1 blanks around everything', ' \t Description \t = \t a b \t ', 'a b'),
  {
    rule: '2.2 invalid UTF-8',
    file: bytes(described('Description=a'), '[Unit]\nX-a=', [0xff], '\n'),
    expected: { state: 'error' },
  },
  {
    rule: '2.2 half a surrogate pair',
    file: bytes('[Unit]\nX-a=', [0xed, 0xa0, 0x80], `\n${run}`),
    expected: { state: 'error' },
  },
  { rule: '2.2 a noncharacter', file: `[Unit]\nX-a=\ufdd0\n${run}`, expected: { state: 'error' } },
  { rule: '2.2 another noncharacter', file: `[Unit]\nX-a=\u{1fffe}\n${run}`, expected: { state: 'error' } },
  {
    rule: '2.2 a comment may hold anything',
    file: bytes('#', [0xff, 0xfe], `\n${described('Description=a')}`),
    expected: { description: 'a' },
  },
  { rule: '2.3 a header that is not closed', file: `[Unit\nDescription=a\n${run}`, expected: { state: 'error' } },
  { rule: '2.3 a comment behind a header', file: `[Unit] # c\n${run}`, expected: { state: 'error' } },
  { rule: '2.3 a single bracket', file: `[\n${run}`, expected: { state: 'error' } },
  { rule: '2.3 a control character in a header', file: `[a\tb]\n${run}`, expected: { state: 'error' } },
  { rule: '2.3 a quote in a header', file: `[a"b]\n${run}`, expected: { state: 'error' } },
  { rule: '2.3 a backslash in a header', file: `[a\\b]\n${run}`, expected: { state: 'error' } },
  { rule: '2.3 blanks in a header count', file: `[ Unit ]\nDescription=a\n${run}`, expected: { description: 'NAME' } },
  { rule: '2.3 an empty name', file: `[]\nDescription=a\n${run}`, expected: { state: 'loaded', description: 'NAME' } },
  { rule: '2.3 brackets in a name', file: `[a]b]\nx\n${run}`, expected: { state: 'loaded' } },
  { rule: '2.3 case matters', file: `[unit]\nDescription=a\n${run}`, expected: { description: 'NAME' } },
  { rule: '2.4 lines of unknown sections are skipped', file: `[X-y]\nnoequals\n=a\n${run}`, expected: { ignored: [] } },
  {
    rule: '2.5 before any section',
    file: `Description=a\nx\n${run}`,
    expected: { state: 'loaded', description: 'NAME' },
  },
  {
    rule: '2.5 sections continue',
    file: `[Unit]\nDescription=a\n${run}[Unit]\nDescription=b\n`,
    expected: { description: 'b' },
  },
  description('2.6 no `=`, and nothing in front of it', 'abc\n=d\nDescription=a', 'a', {
    ignored: ['2: no-equals', '3: no-key'],
  }),
  description('2.7 the first `=` counts', 'Description=a=b==', 'a=b=='),
  description('2.7 keys are case sensitive', 'description=a', 'NAME'),
  {
    rule: '2.9 a fatal value in a drop-in ends that drop-in only',
    file: described('Description=a'),
    dropIns: ['[Unit]\nDescription=b\n[\n[Unit]\nDescription=c\n', '[Unit]\nAfter=d.service\n'],
    expected: { state: 'loaded', description: 'b', after: ['d.service'] },
  },
];

export const accumulationRules: readonly Rule[] = [
  {
    rule: '3a a list grows and an empty assignment clears it',
    file: '[Service]\nType=oneshot\nExecStart=/bin/a\nExecStart=\nExecStart=/bin/b\nExecStart=/bin/c\n',
    expected: { argv: [['/bin/b'], ['/bin/c']] },
  },
  {
    rule: '3a in a drop-in too',
    file: '[Service]\nExecStart=/bin/a\nEnvironment=A=1\n',
    dropIns: ['[Service]\nExecStart=\nExecStart=/bin/b\n', '[Service]\nEnvironment=B=2 A=3\n'],
    expected: { argv: [['/bin/b']], environment: ['A=3', 'B=2'] },
  },
  {
    rule: '3b dependencies cannot be cleared',
    file: `[Unit]\nAfter=a.service\nAfter=\nAfter=b.service\n${run}`,
    dropIns: ['[Unit]\nAfter=\n'],
    expected: { after: ['a.service', 'b.service'] },
  },
  description('3c a scalar: the last wins', 'Description=a\nDescription=b', 'b'),
  description('3c empty restores the default', 'Description=a\nDescription=', 'NAME'),
];

export const wordRules: readonly Rule[] = [
  command('4 blanks of every kind coalesce', '/bin/x  a \t b', [['/bin/x', 'a', 'b']]),
  command('4 quotes anywhere in a word', `/bin/x a"b c"d'e f' {"a":1}`, [['/bin/x', 'ab cde f', '{a:1}']]),
  command('4 empty arguments', `/bin/x "" '' a""`, [['/bin/x', '', '', 'a']]),
  command('4 the other quote is literal', `/bin/x "it's" 'say "hi"'`, [['/bin/x', "it's", 'say "hi"']]),
  command('4 escapes, in single quotes too', `/bin/x \\a\\b\\f\\n\\r\\t\\v\\\\\\"\\'\\s '\\n'`, [
    ['/bin/x', '\x07\b\f\n\r\t\v\\"\' ', '\n'],
  ]),
  command('4 bytes', '/bin/x \\x41 \\101 \\xc3\\xa9 \\xff \\377', [['/bin/x', 'A', 'A', 'é', '\udcff', '\udcff']]),
  command('4 code points', '/bin/x \\u00e9 \\U0001F600', [['/bin/x', 'é', '😀']]),
  command('4 half a surrogate pair by \\u', '/bin/x \\ud800', [['/bin/x', '\udced\udca0\udc80']]),
  command(
    '4 \\U refuses surrogates, noncharacters and more than Unicode',
    '/bin/x \\U0000d800 \\U0000fdd0 \\U0001ffff \\U00110000',
    [['/bin/x', '\\U0000d800', '\\U0000fdd0', '\\U0001ffff', '\\U00110000']],
  ),
  command('4 NUL is no escape', '/bin/x \\x00 \\000 \\u0000 \\U00000000', [
    ['/bin/x', '\\x00', '\\000', '\\u0000', '\\U00000000'],
  ]),
  command('4 bad escapes stay verbatim', '/bin/x \\w+ \\1 \\x4 \\x4g \\777 \\08a a\\ b a\\;', [
    ['/bin/x', '\\w+', '\\1', '\\x4', '\\x4g', '\\777', '\\08a', 'a\\ b', 'a\\;'],
  ]),
  command('4 only the word with the bad escape is read again', '/bin/x \\q\\n "\\n"', [['/bin/x', '\\q\n', '\n']]),
  command('4 a backslash in front of the last blank', '/bin/x a\\ ', [['/bin/x', 'a\\']]),
  fatal('4 an open quote', '/bin/x "a'),
  fatal('4 a backslash at the end of an open quote', '/bin/x "a\\ '),
  dropped('4 an open quote behind `-`', '-/bin/x "a'),
  dropped('4 an open quote in the first word is not fatal', '"/bin/x'),
  environment('4 other lists: the rest of the line is dropped', 'A=1 B=\\q C=3', ['A=1']),
  environment('4 an open quote in a list', 'A=1 "B=2 C=3', ['A=1']),
  {
    rule: '4 dependencies: quotes and backslashes are literal',
    file: `[Unit]\nAfter="a.service" b.service c\\x2dd.service\n${run}`,
    expected: { after: ['b.service', 'c\\x2dd.service'] },
  },
];

export const expansionRules: readonly Rule[] = [
  command('5 a literal percent', '/bin/x %%i 100% 50%, %-', [['/bin/x', '%i', '100%', '50%,', '%-']]),
  command('5 after splitting, once', '/bin/x %p "%i" a%ib', [['/bin/x', 'STEM', '', 'ab']]),
  fatal('5 an unknown letter', '/bin/x %z'),
  fatal('5 a digit', '/bin/x %1'),
  fatal('5 100%FREE', '/bin/x 100%FREE'),
  dropped('5 an unknown letter behind `-`', '-/bin/x %z'),
  description('5 in a scalar', 'Description=%%n is %n', '%n is NAME'),
  environment('5 in Environment=', 'A=%p%% B=%z C=3', ['A=STEM%', 'C=3']),
];

export const commandRules: readonly Rule[] = [
  command('6.1 prefixes in any order', '-@:/bin/x a b ; :-!!/bin/y ; +/bin/z ; !-@/bin/q r', [
    ['a', 'b'],
    ['/bin/y'],
    ['/bin/z'],
    ['r'],
  ]),
  fatal('6.1 `+` and `!` exclude each other', '+!/bin/x'),
  fatal('6.1 in both orders', '!+/bin/x'),
  fatal('6.1 a repeated `+`', '++/bin/x'),
  fatal('6.1 a repeated `:`', '::/bin/x'),
  fatal('6.1 a third `!`', '!!!/bin/x'),
  dropped('6.1 a repeated `-`', '--/bin/x'),
  fatal('6.1 a repeated `@`', '@@/bin/x a'),
  fatal('6.1 `|` is no prefix yet', '|/bin/x'),
  dropped('6.1 a blank behind `-`', '- /bin/x'),
  fatal('6.1 a blank behind `@`', '@ /bin/x'),
  command('6.1 prefixes inside quotes', '"-/bin/x" a', [['/bin/x', 'a']]),
  command('6.2 bare names', 'sh -c true', [['sh', '-c', 'true']]),
  command('6.2 argv[0] keeps the slashes', '//bin//../x', [['//bin//../x']]),
  command('6.2 a blank in the path', '/bin/a\\x20b "/bin/c d"', [['/bin/a b', '/bin/c d']]),
  command('6.2 specifiers in the path', '/bin/%p', [['/bin/STEM']]),
  fatal('6.2 a relative path', 'bin/x'),
  fatal('6.2 a directory', '/bin/'),
  fatal('6.2 a quote in the path', '/bin/\\x27'),
  fatal('6.2 a backslash in the path', '/bin/\\q'),
  fatal('6.2 a control character in the path', '/bin/\\n'),
  fatal('6.2 a dot', '.'),
  fatal('6.2 two dots', '..'),
  fatal('6.2 an empty first word', '"" a'),
  fatal('6.2 a name that is too long', `/bin/${'x'.repeat(256)}`),
  command('6.2 the longest name', `/bin/${'x'.repeat(255)}`, [[`/bin/${'x'.repeat(255)}`]]),
  fatal('6.2 a path that is too long', `/${'x/'.repeat(2047)}y`),
  command('6.2 the longest path', `/${'x/'.repeat(2046)}yy`, [[`/${'x/'.repeat(2046)}yy`]]),
  fatal('6.2 an unknown specifier in the path', '/bin/%z'),
  command('6.3 a lone semicolon separates', '/bin/x a ; /bin/y b', [
    ['/bin/x', 'a'],
    ['/bin/y', 'b'],
  ]),
  command('6.3 several, and at the end', '; ; /bin/x ; ; /bin/y ;', [['/bin/x'], ['/bin/y']]),
  command('6.3 inside a word it is text', '/bin/x a; ;b "a ; b"', [['/bin/x', 'a;', ';b', 'a ; b']]),
  command('6.3 literal semicolons', '/bin/x \\; ";" \\073 \';\'', [['/bin/x', ';', ';', ';', ';']]),
  command('6.3 with more behind it the backslash stays', '/bin/x \\;x', [['/bin/x', '\\;x']]),
  command('6.3 as the first word even a quoted one separates', '";" /bin/x ; \\073 /bin/y', [['/bin/x'], ['/bin/y']]),
  fatal('6.3 an error in the second command', '/bin/a ; bin/b'),
  dropped('6.3 an error behind `-` loses the rest of the line', '/bin/a ; -/bin/b "', [['/bin/a']]),
  command('6.4 no shell', '/bin/x a | b && c > d & ~ * # e', [
    ['/bin/x', 'a', '|', 'b', '&&', 'c', '>', 'd', '&', '~', '*', '#', 'e'],
  ]),
  fatal('6.4 `@` without argv[0]', '@/bin/x'),
  dropped('6.4 `-@` without argv[0]', '-@/bin/x'),
];

export const environmentRules: readonly Rule[] = [
  environment('8 both ways of quoting', '"A=b c" B="d e" C=f\'g h\'', ['A=b c', 'B=d e', 'C=fg h']),
  environment('8 invalid names one by one', '1=a A-B=c =d e _9=f a=', ['_9=f', 'a=']),
  environment('8 `$` is literal', `A=$HOME B=\${HOME} C=$$`, ['A=$HOME', `B=\${HOME}`, 'C=$$']),
  environment('8 escapes', 'A=\\t|\\x41\\u00e9', ['A=\t|Aé']),
  environment('8 a value that is no UTF-8', 'A=1 B=\\xff C=\\ufffe D=4', ['A=1', 'D=4']),
  {
    rule: '8 a later one of the same name keeps the place of the first',
    file: `${run}Environment=A=1 B=2 A=3\nEnvironment=C=4 B=5\n`,
    expected: { environment: ['A=3', 'B=5', 'C=4'] },
  },
];

export const allRules: readonly Rule[] = [
  ...lineRules,
  ...accumulationRules,
  ...wordRules,
  ...expansionRules,
  ...commandRules,
  ...environmentRules,
];

/** The expectation with `NAME` and `STEM` put in. */
export function expectedOf(rule: Rule, stem: string): Partial<Meaning> {
  const fill = (text: string): string => text.replaceAll('NAME', `${stem}.service`).replaceAll('STEM', stem);
  const { description: text, argv, environment: variables } = rule.expected;
  return {
    ...rule.expected,
    ...(text === undefined ? {} : { description: fill(text) }),
    ...(argv === undefined ? {} : { argv: argv.map((words) => words.map(fill)) }),
    ...(variables === undefined ? {} : { environment: variables.map(fill) }),
  };
}
