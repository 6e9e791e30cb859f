import { expect, test } from 'vitest';
import { reporters } from '../../src/report/index.ts';
import type { Style } from '../../src/report/style.ts';
import { summary } from '../../src/report/summary.ts';
import { sample, sources } from './sample.ts';
import { sarifProblems } from './sarif-members.ts';

function rendered(format: string, style: Style = { color: false }): string {
  const reporter = reporters[format];
  if (reporter === undefined) throw new Error(`no reporter ${format}`);
  return reporter(sample, sources, style);
}

test('text', () => {
  expect(rendered('text')).toBe(`error[UC600]: client port 2379 is used twice on host \`master-1\`
  --> cluster.yaml:8:17
   |
 6 |   - kind: etcd
 7 |     host: master-1
 8 |     clientPort: 2379
   |                 ^^^^ also taken by \`etcd-events\`
  ::: base.yaml:13:13
   |
13 | clientPort: 2379
   |             ---- first taken here
  ::: notes.txt: and by a unit of the host
   |
   = why: both containers use --net=host, so the second one fails to start
   = help: give one of them another \`clientPort\`
   = more: unitc explain UC600

warning[UC601]: the whole file is meant
 --> OUT/a
  = more: unitc explain UC601

warning[UC602]: no place at all
  = more: unitc explain UC602
`);
});

test('concise', () => {
  expect(rendered('concise')).toBe(`cluster.yaml:8:17: error[UC600] client port 2379 is used twice on host \`master-1\`
OUT/a: warning[UC601] the whole file is meant
warning[UC602] no place at all
`);
});

test('json', () => {
  expect(rendered('json')).toBe(`{
  "version": 1,
  "diagnostics": [
    {
      "code": "UC600",
      "severity": "error",
      "message": "client port 2379 is used twice on host \`master-1\`",
      "label": "also taken by \`etcd-events\`",
      "why": "both containers use --net=host, so the second one fails to start",
      "help": "give one of them another \`clientPort\`",
      "file": "cluster.yaml",
      "line": 8,
      "column": 17,
      "endLine": 8,
      "endColumn": 21,
      "specPath": "components[0].clientPort",
      "related": [
        {
          "message": "first taken here",
          "file": "base.yaml",
          "line": 13,
          "column": 13,
          "endLine": 13,
          "endColumn": 17,
          "specPath": "clientPort"
        },
        {
          "message": "and by a unit of the host",
          "file": "notes.txt"
        }
      ]
    },
    {
      "code": "UC601",
      "severity": "warning",
      "message": "the whole file is meant",
      "file": "OUT/a"
    },
    {
      "code": "UC602",
      "severity": "warning",
      "message": "no place at all"
    }
  ],
  "summary": {
    "errors": 1,
    "warnings": 2
  }
}
`);
});

test('sarif', async () => {
  const text = rendered('sarif', { color: false, version: '1.2.3' });
  await expect(text).toMatchFileSnapshot('snapshots/sarif.json');
  expect(sarifProblems(JSON.parse(text))).toEqual([]);
});

test('github', () => {
  expect(
    rendered('github'),
  ).toBe(`::error title=UC600 foreign-file,file=cluster.yaml,line=8,endLine=8,col=17,endColumn=20::client port 2379 is used twice on host \`master-1\`; give one of them another \`clientPort\`
::warning title=UC601 edited-file,file=OUT/a::the whole file is meant
::warning title=UC602 wrong-kind::no place at all
`);
});

test('github escapes what ends a property or a message', () => {
  const hostile = { code: 'UC600' as const, severity: 'error' as const, message: 'a%b\nc\r:,', file: 'x,y:z%\n' };
  expect(reporters.github?.([hostile], sources, { color: false })).toBe(
    '::error title=UC600 foreign-file,file=x%2Cy%3Az%25%0A::a%25b␊c␍:,\n',
  );
});

test('sarif encodes names, and a fingerprint stays while lines move', () => {
  const log = (text: string, at: number, file = 'a b/ü#%?.service') => {
    const one = {
      code: 'UC600' as const,
      severity: 'error' as const,
      message: 'm',
      file,
      range: { start: at, end: at + 1 },
    };
    const data = JSON.parse(reporters.sarif?.([one, one], new Map([[file, text]]), { color: false }) ?? '');
    expect(sarifProblems(data)).toEqual([]);
    return data.runs[0].results;
  };
  const [first, second] = log('[Unit]\nx=1\n', 7);
  expect(first.locations[0].physicalLocation.artifactLocation).toEqual({
    uri: 'a%20b/%C3%BC%23%25%3F.service',
    uriBaseId: 'SRCROOT',
  });
  expect(log('x', 0, '/etc/a.service')[0].locations[0].physicalLocation.artifactLocation).toEqual({
    uri: 'file:///etc/a.service',
  });
  const [moved] = log('\n\n[Unit]\n  x=1\n', 11);
  expect(moved.partialFingerprints).toEqual(first.partialFingerprints);
  expect(second.partialFingerprints).not.toEqual(first.partialFingerprints);
});

test('colours are added to the same text, and only to it', () => {
  const colored = rendered('text', { color: true });
  expect(colored.split('\n')[0]).toBe(
    '\u001b[1m\u001b[31merror[UC600]\u001b[39m\u001b[22m\u001b[1m: client port 2379 is used twice on host `master-1`\u001b[22m',
  );
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
  expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(rendered('text'));
  expect(rendered('json', { color: true })).toBe(rendered('json'));
});

test('what is beyond the maximum is counted, for people only', () => {
  const style = { color: false, max: 1 };
  expect(rendered('text', style)).toMatch(/explain UC600\n\nand 2 more\n$/);
  expect(rendered('concise', style)).toMatch(/^cluster.yaml.*\nand 2 more\n$/);
  expect(rendered('concise', { ...style, max: 3 })).toBe(rendered('concise'));
  expect(rendered('concise', { ...style, max: 0 })).toBe(rendered('concise'));
  expect(rendered('json', style)).toBe(rendered('json'));
});

test('nothing to report', () => {
  const none = (format: string) => reporters[format]?.([], sources, { color: true });
  expect(none('text')).toBe('');
  expect(none('concise')).toBe('');
  expect(none('github')).toBe('');
  expect(JSON.parse(none('sarif') ?? '').runs[0].results).toEqual([]);
  expect(JSON.parse(none('json') ?? '')).toEqual({ version: 1, diagnostics: [], summary: { errors: 0, warnings: 0 } });
});

test('the summary counts', () => {
  expect(summary(sample)).toBe('1 error, 2 warnings');
  expect(summary(sample.slice(0, 1))).toBe('1 error');
  expect(summary([])).toBe('0 problems');
});
