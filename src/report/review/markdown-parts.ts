/** The parts of a comment: rows of its table, the chart of units, a file with its lines. */
import { markdownCode, markdownCodeInHtml, markdownFence, markdownText } from '../../codec/markdown/index.ts';
import { quoteMermaidLabel } from '../../codec/mermaid/index.ts';
import type { ElementReview, FileReview, Review, UnitReview } from '../../review/model.ts';
import { plural } from '../summary.ts';
import { visible } from '../visible.ts';
import type { GroupedFile } from './groups.ts';
import { saidHosts } from './host-names.ts';
import { hunksOf, lineSigns, rangesOf } from './hunks.ts';
import { causesOf, cut, elementSigns, fileNotes, kindSigns, otherFile, placeOf, saidValue } from './words.ts';

export interface HostsFile extends GroupedFile {
  readonly hosts: readonly string[];
}

/** Elements in a row, and characters of a cell's parts. */
const mostElements = 3;
const mostOfCell = 120;

export function tableRow({ change, elements, part, hosts }: HostsFile): string {
  const shown = elements.slice(0, mostElements).map((element) => {
    const value = cut(visible(saidValue(element)), mostOfCell);
    const place = markdownCode(cut(visible(placeOf(change, element)), mostOfCell));
    return `${elementSigns[element.change]} ${[place, markdownCode(value)].filter((text) => text !== '').join(' ')}`;
  });
  const more = elements.length > mostElements ? [`and ${elements.length - mostElements} more`] : [];
  const notes = fileNotes(change, part);
  const cells = [
    kindSigns[change.kind],
    markdownCode(cut(visible(`/${change.path}`), 2 * mostOfCell)),
    markdownText(cut(visible(saidHosts(hosts)), mostOfCell)),
    [...(notes === '' ? [] : [markdownText(cut(visible(notes), 2 * mostOfCell))]), ...shown, ...more].join('<br>'),
  ];
  return `| ${cells.join(' | ')} |\n`;
}

const mostUnits = 50;

/** Which units are affected, and which by which; '' for none, and for more than a chart can show. */
export function unitsChart({ hosts }: Review): string {
  const units = new Map<string, { unit: UnitReview; hosts: number }>();
  for (const unit of hosts.flatMap((host) => host.units)) {
    const key = JSON.stringify([unit.unit, unit.action]);
    units.set(key, { unit, hosts: (units.get(key)?.hosts ?? 0) + 1 });
  }
  const nodes = [...units.values()];
  if (nodes.length === 0 || nodes.length > mostUnits) return '';
  const lines = nodes.map(({ unit, hosts: count }, index) => {
    const label = `${cut(visible(unit.unit), mostOfCell)}: ${unit.action}, ${plural(count, 'host')}`;
    return `  u${index}[${quoteMermaidLabel(label)}]`;
  });
  const edges = nodes.flatMap(({ unit: { because } }, to) =>
    nodes.flatMap(({ unit }, from) =>
      because !== undefined && because.unit === unit.unit && from !== to
        ? [`  u${from} -->|${quoteMermaidLabel(cut(visible(because.by), mostOfCell))}| u${to}`]
        : [],
    ),
  );
  return `<details><summary>units</summary>\n\n${markdownFence('mermaid', ['flowchart LR', ...lines, ...edges])}\n</details>\n`;
}

/** A file: what differs in meaning and why, then its lines, as many as there is room for in `most` characters. */
export function details(review: Review, file: HostsFile, context: number, most: number): string {
  const { change, elements, part, hosts } = file;
  const title = `${kindSigns[change.kind]} /${change.path}`;
  const head = `<details><summary>${markdownCodeInHtml(visible(title))} ${markdownCodeInHtml(visible(saidHosts(hosts)))}</summary>\n\n`;
  const notes = fileNotes(change, part);
  const why = part === 'alike' ? '' : causesOf(change.causes);
  const list = [
    ...(notes === '' ? [] : [`- ${markdownText(visible(notes))}\n`]),
    ...(why === '' ? [] : [`- ← ${markdownCode(visible(why))}\n`]),
    ...elements.map((element) => elementItem(change, element)),
  ];
  const lines = part === 'alike' ? [] : diffLines(review, change, context);
  const end = '\n</details>\n';
  const said = fitting(list, most / 2, (left) => `- and ${left} more\n`);
  const room = most - head.length - said.join('').length - end.length - 200;
  const shown = fitting(lines, room, (left) => `… ${plural(left, 'more line')}`);
  const fence = shown.length === 0 ? '' : `\n${markdownFence('diff', shown)}`;
  return head + said.join('') + fence + end;
}

function elementItem(change: FileReview, element: ElementReview): string {
  const value = saidValue(element);
  const place = markdownCode(visible(placeOf(change, element) + otherFile(element)));
  const why = causesOf(element.causes);
  return `- ${[
    elementSigns[element.change],
    place,
    markdownCode(visible(value)),
    ...(why === '' ? [] : [`← ${markdownCode(visible(why))}`]),
  ]
    .filter((text) => text !== '')
    .join(' ')}\n`;
}

function diffLines(review: Review, change: FileReview, context: number): string[] {
  return hunksOf(review, change, context).flatMap((hunk) => [
    `@@ ${rangesOf(hunk)} @@`,
    ...hunk.lines.flatMap(({ kind, text }) => {
      const line = lineSigns[kind] + visible(text.replace(/\n$/, ''));
      return text.endsWith('\n') ? [line] : [line, '\\ No newline at end of file'];
    }),
  ]);
}

/** As many as fit, and one that says how many do not. */
function fitting(parts: readonly string[], room: number, more: (left: number) => string): string[] {
  let size = 0;
  for (const [index, part] of parts.entries()) {
    size += part.length + 1;
    if (size > room) return [...parts.slice(0, index), more(parts.length - index)];
  }
  return [...parts];
}
