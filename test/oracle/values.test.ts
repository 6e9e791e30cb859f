/**
 * The table of directives and the verdicts on values, judged by systemd itself: `systemd-analyze verify` and
 * `systemd --dump-configuration-items` say which keys it knows, `systemd --test` what it does with a value.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkValue, type Directive, readDirectiveTable } from '../../src/codec/unit/index.ts';
import { loadWithSystemd, type Message } from './systemd-test.ts';
import { samplesOf, vary } from './value-samples.ts';

const systemd = 252;
const table = readDirectiveTable(JSON.parse(readFileSync('data/directives.json', 'utf8')));

interface Row {
  readonly unitType: string;
  readonly section: string;
  readonly directive: Directive;
}

/** Every directive in every unit type that it belongs to; [Unit] and [Install] once, as in the full table. */
const rows: readonly Row[] = [...table.bySection].flatMap(([section, keys]) =>
  [...keys.values()].map((directive) => ({ unitType: typeOf(section), section, directive })),
);

function typeOf(section: string): string {
  return section === 'Unit' || section === 'Install' ? 'service' : section.toLowerCase();
}

function run(program: string, args: readonly string[], cwd = '/'): Promise<{ stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(program, args, { cwd, maxBuffer: 1 << 26 }, (_error, stdout, stderr) => resolve({ stdout, stderr }));
  });
}

test('which keys systemd knows', async () => {
  expect(rows.length).toBe(1467);
  const directory = await mkdtemp(path.join(tmpdir(), 'unitc-keys-'));
  const unknown = new Set<string>();
  try {
    for (const [unitType, sections] of Object.entries(table.sectionsByUnitType)) {
      // systemd loads units of this type from no file; its own list of keys is asked instead.
      if (unitType === 'scope') continue;
      const lines = sections.flatMap((section) => [
        `[${section}]`,
        ...[...(table.bySection.get(section)?.keys() ?? [])].map((key) =>
          key === 'DynamicUser' ? `${key}=no` : `${key}=`,
        ),
      ]);
      await writeFile(path.join(directory, `keys.${unitType}`), `${lines.join('\n')}\n`);
      const { stderr } = await run(
        'systemd-analyze',
        ['verify', '--man=no', '--recursive-errors=no', `./keys.${unitType}`],
        directory,
      );
      for (const [, key, section] of stderr.matchAll(/Unknown key '(.*?)' in section \[(.*?)\]/g)) {
        unknown.add(`${unitType}: ${section}.${key}`);
      }
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
  const { stdout } = await run('/usr/lib/systemd/systemd', ['--dump-configuration-items']);
  const scope = new Set(
    [...(/\[Scope\]\n([^[]*)/.exec(stdout)?.[1] ?? '').matchAll(/^(\w+)=/gm)].map((match) => match[1]),
  );
  const differences: string[] = [];
  let compared = 0;
  for (const [unitType, sections] of Object.entries(table.sectionsByUnitType)) {
    for (const section of sections) {
      for (const [key, { since, removed }] of table.bySection.get(section) ?? []) {
        // The list leaves out what is read and ignored.
        if (unitType === 'scope' && (section !== 'Scope' || (removed ?? systemd + 1) <= systemd)) continue;
        compared++;
        const known = unitType === 'scope' ? scope.has(key) : !unknown.has(`${unitType}: ${section}.${key}`);
        if (known !== since <= systemd) differences.push(`${unitType}: ${section}.${key}`);
      }
    }
  }
  console.log(`${rows.length} directives by section, ${compared} by unit type: ${differences.length} differences`);
  expect(differences).toEqual([]);
});

type Verdict = 'fine' | 'warned' | 'fatal';

interface Triple extends Row {
  readonly value: string;
  readonly ours: Verdict;
}

/** mulberry32 */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function verdictOf({ directive, unitType }: Row, value: string): Verdict {
  const problems = checkValue(directive, value, { unitType, systemd }).filter(({ silent }) => silent !== true);
  if (problems.some(({ effect }) => effect === 'fatal')) return 'fatal';
  return problems.length > 0 ? 'warned' : 'fine';
}

/** Of each key some of the values of its parser, in turn, so that all are used; and variations of them. */
function makeTriples(least: number, variations: number): Triple[] {
  const keys = new Map<string, number>();
  for (const { directive } of rows) keys.set(poolOf(directive), (keys.get(poolOf(directive)) ?? 0) + 1);
  const random = seeded(Number(process.env.UNITC_SEED ?? 252));
  const next = new Map<string, number>();
  const seen = new Set<string>();
  const triples: Triple[] = [];
  for (const row of rows) {
    const { directive, section, unitType } = row;
    // Units of type scope are never read from a file, and [Install] is read by systemctl alone.
    if (unitType === 'scope' || section === 'Install' || directive.since > systemd) continue;
    const values = samplesOf(directive);
    const perKey = Math.max(least, Math.ceil((2 * values.length) / (keys.get(poolOf(directive)) ?? 1)));
    const from = next.get(poolOf(directive)) ?? 0;
    next.set(poolOf(directive), from + perKey);
    // Keys that several sections share are tried in each with other values.
    const chosen = Array.from(
      { length: Math.min(perKey, values.length) },
      (_, i) => values[(from + i) % values.length] ?? '',
    );
    const varied = Array.from({ length: variations }, () =>
      vary(values[Math.floor(random() * values.length)] ?? '', random),
    );
    for (const written of ['', ...chosen, ...varied]) {
      const value = written.replace(/^[ \t\n\r]+|[ \t\n\r]+$/g, '');
      const name = `${section}.${directive.name}=${value}`;
      if (seen.has(name) || isSpecifierMadeBy(written, values) || value.endsWith('\\')) continue;
      seen.add(name);
      triples.push({ ...row, value, ours: verdictOf(row, value) });
    }
  }
  return triples;
}

/** Keys with the same values to try. */
function poolOf({ parser, type, values = [] }: Directive): string {
  return `${parser} ${type} ${values.join(' ')}`;
}

/** A variation that made another specifier of one depends on the host. */
function isSpecifierMadeBy(value: string, values: readonly string[]): boolean {
  return value.includes('%') && !values.includes(value);
}

/** What systemd does with each value: many in one unit, those that should be fatal in units of their own. */
async function judge(triples: readonly Triple[]): Promise<Map<Triple, Verdict>> {
  const verdicts = new Map<Triple, Verdict>();
  let open: readonly Triple[] = triples;
  for (let round = 0; open.length > 0; round++) {
    if (round > 20)
      throw new Error(`no end to units that fail: ${open[0]?.section}.${open[0]?.directive.name}=${open[0]?.value}`);
    const units = grouped(open);
    const loaded = await loadWithSystemd(Object.fromEntries([...units].map(([name, { text }]) => [name, text])));
    for (const [name, { members }] of units) {
      const unit = loaded.get(name);
      if (unit === undefined) throw new Error(`systemd did not dump ${name}: ${units.get(name)?.text}`);
      read(members, unit.loadState, unit.messages, verdicts);
    }
    open = open.filter((triple) => !verdicts.has(triple));
  }
  return verdicts;
}

function read(
  members: readonly Triple[],
  state: string,
  messages: readonly Message[],
  verdicts: Map<Triple, Verdict>,
): void {
  const told = new Set(messages.filter(({ line, level }) => line > 0 && level <= 5).map(({ line }) => line));
  // A bad PIDFile= ends the parse as an error. Sockets get into that state later, for what they listen on.
  const failed =
    (state === 'error' && members[0]?.unitType === 'service') ||
    messages.some(({ text }) => text.includes('Unit configuration has fatal error'));
  const last = failed ? Math.max(...told) : Number.POSITIVE_INFINITY;
  members.forEach((triple, index) => {
    const line = index * 2 + 2;
    if (line < last) verdicts.set(triple, told.has(line) ? 'warned' : 'fine');
    else if (line === last) verdicts.set(triple, 'fatal');
  });
}

const linesPerUnit = 150;

function grouped(triples: readonly Triple[]): Map<string, { text: string; members: Triple[] }> {
  const units = new Map<string, { text: string; members: Triple[] }>();
  const current = new Map<string, string>();
  for (const triple of triples) {
    const { unitType, section, directive, value, ours } = triple;
    const alone = ours === 'fatal' || directive.parser === 'trigger_unit';
    const kept = current.get(unitType);
    const full = kept === undefined || (units.get(kept)?.members.length ?? 0) >= linesPerUnit;
    const name = alone || full ? `v${units.size}.${unitType}` : kept;
    const unit = units.get(name) ?? { text: '', members: [] };
    if (!alone) current.set(unitType, name);
    unit.text += `[${section}]\n${directive.name}=${value}\n`;
    unit.members.push(triple);
    units.set(name, unit);
  }
  return units;
}

test('what systemd does with values', async () => {
  const triples = makeTriples(4, 2);
  const verdicts = await judge(triples);
  const count = (verdict: Verdict) => [...verdicts.values()].filter((found) => found === verdict).length;
  const differences = triples
    .filter((triple) => verdicts.get(triple) !== triple.ours)
    .map((triple) => {
      const { section, directive, value, ours } = triple;
      return `${section}.${directive.name}=${value}: ours ${ours}, systemd ${verdicts.get(triple)}`;
    });
  console.log(
    `${triples.length} values: ${count('fine')} fine, ${count('warned')} warned, ${count('fatal')} fatal; ${differences.length} differences`,
  );
  expect(differences).toEqual([]);
});
