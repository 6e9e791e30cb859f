import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeBytes, parseUnit } from '../../src/codec/unit/index.ts';
import { orderCycles } from '../../src/systemd/order-cycles.ts';
import { type OrderEdge, orderEdges } from '../../src/systemd/order-graph.ts';
import { unitOf } from '../../src/systemd/unit-file.ts';

function edges(files: Readonly<Record<string, string>>): OrderEdge[] {
  return orderEdges(
    Object.entries(files).map(([path, text]) => ({
      unit: unitOf(path) ?? '',
      path,
      document: parseUnit(encodeBytes(text)),
    })),
  );
}

const names = (cycles: readonly OrderEdge[][]) => cycles.map((cycle) => cycle.map(({ later }) => later[0]).join(''));
const link = (later: string, earlier: string): OrderEdge => ({ later, earlier, path: 'p', line: 1 });

test('the unit of a path', () => {
  expect(unitOf('etc/systemd/system/docker.service.d/50-flannel.conf')).toBe('docker.service');
  expect(unitOf('etc/systemd/system/etcd.service')).toBe('etcd.service');
  expect(unitOf('etc/systemd/system/README')).toBeUndefined();
});

describe('edges', () => {
  test('After= and Before=, of units and drop-ins, with their lines', () => {
    const found = edges({
      'a.service': '[Unit]\nAfter=b.service other.service \\\n  c.service "q.service"\nBefore=d.service\n',
      'b.service': '',
      'c.service': '',
      'q.service': '',
      'd.service.d/x.conf': '[Unit]\nAfter=a.service\n',
    });
    expect(found.map(({ later, earlier, path, line }) => [later, earlier, path, line])).toEqual([
      ['a.service', 'b.service', 'a.service', 2],
      ['a.service', 'c.service', 'a.service', 2],
      ['d.service', 'a.service', 'a.service', 4],
      ['d.service', 'a.service', 'd.service.d/x.conf', 2],
    ]);
  });
  test('an empty assignment takes nothing back, other sections and settings do not count', () => {
    const text = '[Unit]\nAfter=b.service\nAfter=\nWants=b.service\nRequires=b.service\n[X-Other]\nAfter=b.service\n';
    expect(edges({ 'a.service': text, 'b.service': '' })).toHaveLength(1);
  });
});

describe('circles', () => {
  test('none in a tree', () => {
    expect(orderCycles([link('a', 'b'), link('b', 'c'), link('a', 'c')])).toEqual([]);
  });
  test('a unit that waits for itself', () => {
    expect(names(orderCycles([link('a', 'a')]))).toEqual(['a']);
  });
  test('the shortest of a group, and each group once', () => {
    const one = [link('a', 'b'), link('b', 'c'), link('c', 'a'), link('c', 'b')];
    const other = [link('x', 'y'), link('y', 'x'), link('x', 'a')];
    expect(names(orderCycles([...one, ...other]))).toEqual(['bc', 'xy']);
  });
  test('are found exactly where a walk comes back', () => {
    const unit = fc.constantFrom(...'abcdef');
    fc.assert(
      fc.property(fc.array(fc.tuple(unit, unit), { maxLength: 12 }), (pairs) => {
        const all = pairs.map(([later, earlier]) => link(later, earlier));
        const cycles = orderCycles(all);
        for (const cycle of cycles) {
          for (const [index, { earlier }] of cycle.entries()) {
            expect(cycle[(index + 1) % cycle.length]?.later).toBe(earlier);
          }
        }
        // Kahn's algorithm, as the other opinion.
        let left = all;
        for (let size = -1; size !== left.length; ) {
          size = left.length;
          const waiting = new Set(left.map(({ later }) => later));
          left = left.filter(({ earlier }) => waiting.has(earlier));
        }
        expect(cycles.length > 0).toBe(left.length > 0);
      }),
    );
  });
});
