/** The boot of hosts as a list, in the order of the starts. */
import { compareBytes } from '../../core/order.ts';
import type { BootEdge, BootGraph } from '../../systemd/index.ts';
import { palette, type Style } from '../style.ts';
import { visible } from '../visible.ts';
import type { BootPicture } from './picture.ts';

export function printBoot(pictures: readonly BootPicture[], style: Style): string {
  return pictures.map((picture) => hostText(picture, style)).join('\n');
}

function hostText({ hosts, graph, actions }: BootPicture, style: Style): string {
  const { strong, frame } = palette(style);
  const known = new Map(graph.units.map((unit) => [unit.unit, unit]));
  const lines = inOrder(graph).flatMap((unit) => {
    const edges = graph.edges.filter(({ from }) => from === unit);
    if (known.get(unit)?.isElsewhere === true && edges.length === 0) return [];
    const action = actions.get(unit);
    const name = visible(unit) + (action === undefined ? '' : ` (${action})`);
    return [
      `  ${graph.chain.includes(unit) ? strong(name) : name}\n`,
      ...edges.map((edge) => frame(`      ${said(edge)}\n`)),
    ];
  });
  const chain = graph.chain.map(visible).join(' → ');
  const end = chain === '' ? '' : `  longest chain: ${chain}\n`;
  return `${strong(visible(hosts.join(', ')))}\n${lines.join('')}${end}`;
}

function said({ to, order, needs }: BootEdge): string {
  return `${[...(order ? ['After'] : []), ...needs].map((key) => `${key}=`).join(' ')} ${visible(to)}`;
}

/** Those that wait for nothing first; bytewise among equals, and in circles. */
function inOrder({ units, edges }: BootGraph): string[] {
  const left = new Set(units.map(({ unit }) => unit).sort(compareBytes));
  const ordered: string[] = [];
  while (left.size > 0) {
    const waits = (unit: string) =>
      edges.some(({ from, to, order }) => order && from === unit && to !== unit && left.has(to));
    const ready = [...left].filter((unit) => !waits(unit));
    const next = ready.length > 0 ? ready : [...left].slice(0, 1);
    for (const unit of next) left.delete(unit);
    ordered.push(...next);
  }
  return ordered;
}
