/** A review for a terminal: the risks, then what the same hosts have in common, then all of it in a line. */
import type { ElementReview, FileReview, Review, Risk, UnitAction } from '../../review/model.ts';
import { type Palette, palette } from '../style.ts';
import { visible } from '../visible.ts';
import type { ReviewFormat } from './format.ts';
import { type GroupedFile, type HostGroup, hostGroups } from './groups.ts';
import { foldNames, saidHosts } from './host-names.ts';
import {
  causesOf,
  elementSigns,
  entryChanges,
  fileNotes,
  hostsOfKind,
  kindSigns,
  otherFile,
  placeOf,
  placeOfRisk,
  reasonOf,
  saidValue,
  sharedCauses,
  sideNames,
  verdictOf,
} from './words.ts';

export const reviewText: ReviewFormat = (review, options) => {
  const colors = palette(options);
  const blocks = [
    ...review.risks.map((risk) => riskLines(risk, review, colors)),
    ...hostGroups(review).map((group) => groupLines(group, review, colors)),
    [...sameHosts(review), `${colors.strong(visible(`${sideNames(review)}:`))} ${visible(verdictOf(review))}`],
  ];
  return blocks.map((lines) => lines.map((line) => `${line}\n`).join('')).join('\n');
};

function riskLines(risk: Risk, review: Review, colors: Palette): string[] {
  const { frame, strong } = colors;
  const mark = { error: colors.error, warning: colors.warning, note: frame }[risk.severity];
  const place = placeOfRisk(risk, review);
  const notes = [
    ...(risk.hosts.length === 0 ? [] : [['on', saidHosts(risk.hosts)]]),
    ...(place === '' ? [] : [['at', place]]),
    ...(risk.help === '' ? [] : [['help', risk.help]]),
  ];
  return [
    `${mark(visible(`${risk.severity}[${risk.code}]`))}${strong(`: ${visible(risk.message)}`)}`,
    ...notes.map(([name = '', text = '']) => `  ${frame('=')} ${strong(`${name}:`)} ${visible(text)}`),
  ];
}

/** Of the longest action. */
const actionWidth = 'daemon-reload'.length;

function groupLines(group: HostGroup, review: Review, colors: Palette): string[] {
  const { strong, added, removed } = colors;
  const name = visible(saidHosts(group.hosts));
  const titles = { added: added(`+ ${name}`), removed: removed(`- ${name}`), changed: name, same: name };
  return [
    strong(titles[group.kind]),
    ...group.units.map((unit) => {
      const paint = paintOf(unit.action, colors);
      const reason = reasonOf(unit, review);
      const why = reason === '' ? '' : colors.frame(visible(`  ${reason}`));
      return `  ${paint(unit.action.padEnd(actionWidth))}  ${visible(unit.unit)}${why}`;
    }),
    // Why a host is there or gone is not said again with each of its files.
    ...group.files.flatMap((file) => fileLines(file, colors, group.kind === 'changed')),
  ];
}

function paintOf(action: UnitAction, { added, removed, warning }: Palette): (text: string) => string {
  if (action === 'restart') return warning;
  if (action === 'stop') return removed;
  return action === 'start' ? added : (text) => text;
}

function fileLines({ change, elements, part }: GroupedFile, colors: Palette, withCauses: boolean): string[] {
  const causes = (of: Pick<ElementReview, 'causes'>, indent: string) =>
    withCauses ? causeLines(of, colors, indent) : [];
  const sign = kindSigns[change.kind];
  const notes = fileNotes(change, part);
  const shared = sharedCauses(elements);
  const name = paintOfSign(sign, colors)(visible(`${sign} /${change.path}`));
  return [
    `  ${name}${notes === '' ? '' : visible(`  ${notes}`)}`,
    ...(part === 'alike' || sameCauses(shared, change.causes) ? [] : causes(change, '      ')),
    ...elements.flatMap((element) => [
      `      ${elementLine(change, element, colors)}`,
      ...(shared === undefined ? causes(element, '          ') : []),
    ]),
    ...(shared === undefined ? [] : causes({ causes: shared }, '      ')),
  ];
}

function elementLine(change: FileReview, element: ElementReview, colors: Palette): string {
  const sign = elementSigns[element.change];
  const line = visible(`${sign} ${placeOf(change, element)}${otherFile(element)}`);
  const value = saidValue(element);
  const isChange = element.change === 'changed' && element.before !== undefined && element.after !== undefined;
  if (!isChange || !hasColor(colors))
    return paintOfSign(sign, colors)(`${line}${value === '' ? '' : visible(`  ${value}`)}`);
  const [old, now] = [element.before || '(empty)', element.after || '(empty)'];
  return `${line}  ${colors.removed(visible(old))} → ${colors.added(visible(now))}`;
}

function hasColor({ strong }: Palette): boolean {
  return strong('x') !== 'x';
}

function sameCauses(a: ElementReview['causes'] | undefined, b: ElementReview['causes']): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function causeLines({ causes }: Pick<ElementReview, 'causes'>, colors: Palette, indent: string): string[] {
  return causes.length === 0 ? [] : [indent + colors.frame(`← ${visible(causesOf(causes))}`)];
}

function paintOfSign(sign: string, { added, removed }: Palette): (text: string) => string {
  if (sign === '+') return added;
  return sign === '-' ? removed : (text) => text;
}

function sameHosts(review: Review): string[] {
  const same = hostsOfKind(review, 'same');
  if (same.length === 0 || review.changes.length === 0) return [];
  return [visible(`without a change: ${foldNames(same).join(', ')}`)];
}

/** One line a change: kind, path, hosts, how much of its meaning. */
export const reviewConcise: ReviewFormat = (review) => {
  const risks = review.risks.map((risk) => {
    const place = placeOfRisk(risk, review);
    return `${risk.severity}[${risk.code}] ${risk.message}${place === '' ? '' : ` (${place})`}`;
  });
  const changes = review.changes.map((change) => {
    const said = change.elements.map((one) => `${elementSigns[one.change]}${placeOf(change, one)}`).join(', ');
    const notes = [entryChanges(change), said].filter((note) => note !== '').join('; ');
    return `${change.kind.padEnd(7)}  /${change.path}  (${saidHosts(change.hosts)})${notes === '' ? '' : `  ${notes}`}`;
  });
  return [...risks, ...changes].map((line) => `${visible(line)}\n`).join('');
};
