import { orderCycles } from '../../systemd/order-cycles.ts';
import { orderEdges } from '../../systemd/order-graph.ts';
import type { AcrossRule } from './rule.ts';

/** Units of a scope that wait for each other; shown as the loop, at its first link. */
export const orderCircle: AcrossRule = ({ scopes }) =>
  scopes.flatMap(({ units }) => {
    const files = units.flatMap(({ loaded, files: all }) =>
      all.map(({ path, document }) => ({ unit: loaded.id, path, document })),
    );
    const documents = new Map(files.map((file) => [file.path, file.document]));
    return orderCycles(orderEdges(files)).flatMap((cycle) => {
      const links = cycle.map(({ later, earlier, path, line }) => {
        const assignment = documents.get(path)?.assignments.find(({ keyAt }) => keyAt.line === line);
        const range = assignment?.valueRange ?? { start: 0, end: 0 };
        return { path, range, message: `\`${later}\` starts after \`${earlier}\`` };
      });
      const [first, ...related] = links;
      if (first === undefined) return [];
      const loop = [...cycle, ...cycle.slice(0, 1)].map(({ later }) => `\`${later}\``).join(' → ');
      const message = `units start after each other in a circle: ${loop}`;
      return [{ code: 'UC310' as const, message, label: first.message, range: first.range, path: first.path, related }];
    });
  });
