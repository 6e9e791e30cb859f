/** The boot of hosts in Graphviz's DOT: lines run from what starts first to what starts after it. */
import { quoteDotId, quoteDotLabel } from '../../codec/dot/index.ts';
import type { BootEdge, BootUnit } from '../../systemd/index.ts';
import { type BootPicture, isOnChain, lineKind, remarks } from './picture.ts';

const style = `  graph [rankdir=LR, ranksep=0.6, nodesep=0.25, fontname="Helvetica,Arial,sans-serif", bgcolor=transparent, compound=true]
  node [shape=box, style="rounded,filled", fillcolor="#eef2f7", color="#5b6b7f", fontcolor="#1b2430", fontname="Helvetica,Arial,sans-serif", fontsize=11, margin="0.22,0.09"]
  edge [color="#5b6b7f", fontcolor="#5b6b7f", fontname="Helvetica,Arial,sans-serif", fontsize=9, arrowsize=0.7]
`;
const fills = { stop: '#f4d4d4', restart: '#fbe3c0', start: '#d5ecd6', reload: '#d6e6f8' } as const;
const lines = { needs: 'solid', order: 'dotted', loose: 'dashed' } as const;
const accent = '#b3460b';

export function printDot(pictures: readonly BootPicture[]): string {
  const clusters = pictures.map(cluster);
  return `digraph ${quoteDotId('boot')} {\n${style}${clusters.join('')}}\n`;
}

function cluster(picture: BootPicture, index: number): string {
  const { hosts, graph } = picture;
  const body = [
    `label=${quoteDotLabel([hosts.join(', ')])}; labeljust=l; color="#a9b4c2"; fontcolor="#5b6b7f"; style=rounded`,
    ...graph.units.map((unit) => node(unit, picture, index)),
    ...graph.edges.map((edge) => arrow(edge, picture, index)),
  ];
  return `  subgraph ${quoteDotId(`cluster_${index}`)} {\n${body.map((line) => `    ${line}\n`).join('')}  }\n`;
}

/** A unit is one node for each picture that it is in. */
function nodeId(unit: string, index: number): string {
  return quoteDotId(`${index}/${unit}`);
}

function node(unit: BootUnit, { graph, actions }: BootPicture, index: number): string {
  const action = actions.get(unit.unit);
  const onChain = graph.chain.includes(unit.unit);
  const classes = [
    ...(unit.isElsewhere ? ['elsewhere'] : []),
    ...(onChain ? ['chain'] : []),
    ...(action === undefined ? [] : [action]),
  ];
  const attributes = [
    `label=${quoteDotLabel([unit.unit, ...(action === undefined ? [] : [action])])}`,
    `tooltip=${quoteDotLabel([[unit.unit, ...remarks(unit, action)].join(': ')])}`,
    ...(classes.length === 0 ? [] : [`class=${quoteDotId(classes.join(' '))}`]),
    ...(unit.isElsewhere ? ['style="rounded,dashed"'] : []),
    ...(action !== undefined && action in fills ? [`fillcolor="${fillOf(action)}", style="rounded,filled"`] : []),
    ...(onChain ? [`color="${accent}", penwidth=2`] : []),
  ];
  return `${nodeId(unit.unit, index)} [${attributes.join(', ')}]`;
}

function fillOf(action: string): string {
  return Object.entries(fills).find(([name]) => name === action)?.[1] ?? '';
}

function arrow(edge: BootEdge, { graph }: BootPicture, index: number): string {
  const kind = lineKind(edge);
  const needs = edge.needs.filter((need) => need !== 'Wants').join(', ');
  const ends = [nodeId(edge.to, index), nodeId(edge.from, index)];
  const onChain = isOnChain(graph, edge);
  const attributes = [
    `style=${lines[kind]}`,
    `class=${quoteDotId(onChain ? `${kind} chain` : kind)}`,
    // What is needed at any time waits for nobody: the line points at it.
    ...(kind === 'loose' ? ['dir=back, arrowtail=empty'] : []),
    ...(needs === '' ? [] : [`label=${quoteDotLabel([needs])}`]),
    ...(onChain ? [`color="${accent}", penwidth=2`] : []),
  ];
  return `${ends.join(' -> ')} [${attributes.join(', ')}]`;
}
