/** The boot of hosts as a Mermaid flowchart, which GitHub and GitLab draw in comments and pages. */
import { quoteMermaidLabel } from '../../codec/mermaid/index.ts';
import type { BootEdge, BootUnit } from '../../systemd/index.ts';
import { type BootPicture, isOnChain, type LineKind, lineKind } from './picture.ts';

const arrows: Readonly<Record<LineKind, string>> = { needs: '-->', order: '-.->', loose: '-.-o' };
const classes = `  classDef elsewhere stroke-dasharray:4 3
  classDef chain stroke:#b3460b,stroke-width:3px
  classDef stop fill:#f4d4d4,color:#1b2430
  classDef restart fill:#fbe3c0,color:#1b2430
  classDef start fill:#d5ecd6,color:#1b2430
  classDef reload fill:#d6e6f8,color:#1b2430
`;
const marked: ReadonlySet<string> = new Set(['stop', 'restart', 'start', 'reload']);

export function printMermaid(pictures: readonly BootPicture[]): string {
  let links = 0;
  const parts = pictures.map((picture, index) => {
    const part = subgraph(picture, index, links);
    links += picture.graph.edges.length;
    return part;
  });
  return `flowchart LR\n${parts.join('')}${classes}`;
}

function subgraph({ hosts, graph, actions }: BootPicture, index: number, links: number): string {
  const ids = new Map(graph.units.map(({ unit }, at) => [unit, `h${index}u${at}`]));
  const node = (unit: BootUnit): string[] => {
    const id = ids.get(unit.unit) ?? '';
    const action = actions.get(unit.unit);
    const label = action === undefined ? unit.unit : `${unit.unit}: ${action}`;
    const names = [
      ...(unit.isElsewhere ? ['elsewhere'] : []),
      ...(graph.chain.includes(unit.unit) ? ['chain'] : []),
      ...(action !== undefined && marked.has(action) ? [action] : []),
    ];
    return [`${id}[${quoteMermaidLabel(label)}]`, ...names.map((name) => `class ${id} ${name}`)];
  };
  const link = (edge: BootEdge): string => {
    const needs = edge.needs.filter((need) => need !== 'Wants').join(', ');
    const label = needs === '' ? '' : `|${quoteMermaidLabel(needs)}|`;
    const kind = lineKind(edge);
    const ends = [ids.get(edge.to), ids.get(edge.from)];
    // A line that nobody waits for ends in a circle, at what is needed.
    const [first, last] = kind === 'loose' ? ends.reverse() : ends;
    return `${first} ${arrows[kind]}${label} ${last}`;
  };
  const chain = graph.edges.flatMap((edge, at) => (isOnChain(graph, edge) ? [links + at] : []));
  const lines = [...graph.units.flatMap(node), ...graph.edges.map(link)].map((line) => `    ${line}\n`);
  const drawn = chain.length === 0 ? '' : `  linkStyle ${chain.join(',')} stroke:#b3460b,stroke-width:3px\n`;
  return `  subgraph h${index}[${quoteMermaidLabel(hosts.join(', '))}]\n${lines.join('')}  end\n${drawn}`;
}
