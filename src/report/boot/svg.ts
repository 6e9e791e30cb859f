/** The boot of hosts as one SVG, laid out by Graphviz; it shows on light and on dark pages. */
import { instance } from '@viz-js/viz';
import { printDot } from './dot.ts';
import type { BootPicture } from './picture.ts';

const dark = `<style>
@media (prefers-color-scheme: dark) {
  text { fill: #dbe3ec }
  .node path, .node polygon { stroke: #8fa0b5; fill: #26313f }
  .node.elsewhere path { fill: none }
  .node.stop path { fill: #5c2a2a }
  .node.restart path { fill: #5c4318 }
  .node.start path { fill: #24482a }
  .node.reload path { fill: #1f3d5e }
  .edge path, .edge polygon { stroke: #8fa0b5 }
  .edge polygon { fill: #8fa0b5 }
  .chain path, .chain polygon { stroke: #ff9d5c }
  .edge.chain polygon { fill: #ff9d5c }
}
</style>
`;

export async function printSvg(pictures: readonly BootPicture[]): Promise<string> {
  const viz = await instance();
  const svg = viz.renderString(printDot(pictures), { format: 'svg', engine: 'dot' });
  // The names of the program and of the graph, which Graphviz puts before the picture, are of no use to anybody.
  const picture = svg.slice(svg.indexOf('<svg'));
  const head = picture.indexOf('>') + 1;
  return `${picture.slice(0, head)}\n${dark}${picture.slice(head).trimStart()}`;
}
