/** Two states of one of podman's own keys, by how podman reads it and by what its values are about. */
import { type QuadletSetting, splitQuadletWords } from '../../codec/quadlet/index.ts';
import { argumentsIn } from './arguments.ts';
import { containedElements } from './command.ts';
import { argumentElements } from './compare-arguments.ts';
import { changedElement, type Element, type Piece } from './element.ts';
import { variableElements } from './environment.ts';
import { listElements, type Named, setElements } from './lists.ts';
import { dockerSubject, programOf } from './programs.ts';
import { booleanMeaning } from './scalar-meaning.ts';
import { lineAt, pathOf, whole } from './setting-pieces.ts';
import type { SettingValue } from './unit-settings.ts';

export function quadletElements(
  at: readonly string[],
  setting: QuadletSetting,
  before: readonly SettingValue[],
  after: readonly SettingValue[],
): Element[] {
  const [old, now] = [piecesOf(before, setting), piecesOf(after, setting)];
  if (old === undefined || now === undefined) return listElements('key', at, before.map(whole), after.map(whole));
  const { name, reader } = setting;
  if (reader === 'lastArgs') return containedElements(at, old, now);
  if (name === 'PodmanArgs' || name === 'GlobalArgs') {
    const podman = programOf('podman');
    return argumentElements(at, argumentsIn(old, podman), argumentsIn(now, podman), { ordered: false });
  }
  if (reader === 'string' || reader === 'bool') return changedElement('key', at, old[0], now[0]);
  if (reader === 'keyvals') return pairElements(at, setting, old, now);
  const nameOf = Object.hasOwn(subjects, name) ? subjects[name] : undefined;
  if (nameOf === undefined) return listElements('element', at, old, now);
  const named = (one: Piece): Named => ({ ...one, name: nameOf(one.text) });
  return setElements('element', at, old.map(named), now.map(named));
}

const itself = (text: string): string => text;
const upTo = (separator: string) => (text: string) => text.split(separator, 1)[0] ?? text;
const ofOption = (option: string) => (text: string) => dockerSubject(option, text) ?? text;

/** What the values of a list are about, where their order means nothing; other lists keep theirs. */
const subjects: Readonly<Record<string, (text: string) => string>> = {
  ...{ AddCapability: itself, DropCapability: itself, GroupAdd: itself, Mask: itself, Unmask: itself },
  ...{ DNSOption: itself, NetworkAlias: itself, ExposeHostPort: itself, AutoUpdate: itself },
  ...{ AddDevice: ofOption('--device'), Volume: ofOption('--volume'), Mount: ofOption('--mount') },
  ...{ PublishPort: ofOption('--publish'), Tmpfs: ofOption('--tmpfs'), AddHost: ofOption('--add-host') },
  ...{ Sysctl: upTo('='), LogOpt: upTo('='), Ulimit: upTo('='), Secret: upTo(',') },
};

/** Words, or whole values; undefined where podman loses a part of one. */
function piecesOf(values: readonly SettingValue[], { reader }: QuadletSetting): Piece[] | undefined {
  if (reader === 'bool') return values.map((one) => ({ ...whole(one), meaning: booleanMeaning(one.value) }));
  if (reader === 'string' || reader === 'lines') return values.map(whole);
  const found: Piece[] = [];
  for (const one of values) {
    const { words, lostAt, endsAt } = splitQuadletWords(one.value, reader === 'words' ? 'words' : 'args');
    if (lostAt !== undefined || endsAt !== undefined) return undefined;
    found.push(...words.map(({ text, start }) => ({ text, lines: lineAt(one, start), ...pathOf(one) })));
  }
  return found;
}

/** `NAME=value`, of which the last of a name counts; a variable without a value is the host's. */
function pairElements(
  at: readonly string[],
  { type }: QuadletSetting,
  before: readonly Piece[],
  after: readonly Piece[],
): Element[] {
  const [old, now] = [lastOfEach(before), lastOfEach(after)];
  if (type !== 'envAssignments') return setElements('element', at, [...old.values()], [...now.values()]);
  const given = (all: ReadonlyMap<string, Named>): Map<string, Piece> =>
    new Map(
      [...all].flatMap(([name, one]) => {
        return one.text === name ? [] : [[name, { ...one, text: one.text.slice(name.length + 1) }] as const];
      }),
    );
  const taken = (all: ReadonlyMap<string, Named>): Named[] => [...all.values()].filter((one) => one.text === one.name);
  return [...variableElements(at, given(old), given(now)), ...setElements('element', at, taken(old), taken(now))];
}

function lastOfEach(pieces: readonly Piece[]): Map<string, Named> {
  const all = pieces.map((one): Named => ({ ...one, name: upTo('=')(one.text) }));
  return new Map(all.map((one) => [one.name, one]));
}
