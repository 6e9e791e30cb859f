/** What `unitc graph` prints: a new kind of picture is a file beside this one and a row here. */
import { printDot } from './dot.ts';
import { printMermaid } from './mermaid.ts';
import type { BootPicture } from './picture.ts';

export { type BootPicture, folded } from './picture.ts';
export { printBoot } from './text.ts';

type Draw = (shown: readonly BootPicture[]) => string | Promise<string>;

export const pictures: Readonly<Record<'dot' | 'mermaid' | 'svg', Draw>> = {
  dot: printDot,
  mermaid: printMermaid,
  // Graphviz is large: it is loaded when it is asked for.
  svg: async (shown) => (await import('./svg.ts')).printSvg(shown),
};

/** For programs: hosts with what systemd does to their units beside the graph. */
export function bootData(shown: readonly BootPicture[]): object {
  return {
    version: 1,
    boots: shown.map(({ hosts, graph, actions }) => ({ hosts, ...graph, actions: Object.fromEntries(actions) })),
  };
}
