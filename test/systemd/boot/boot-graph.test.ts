import { describe, expect, it } from 'vitest';
import { type BootEdge, bootGraph } from '../../../src/systemd/index.ts';
import { bare, graphOf } from '../graph/graphs.ts';

function said({ from, to, order, needs }: BootEdge): string {
  return `${from} ${[...(order ? ['After'] : []), ...needs].join('+')} ${to}`;
}

function service(lines: string): string {
  return `[Service]\nExecStart=/bin/true\n${lines}\n`;
}

describe('the boot of some units', () => {
  const graph = graphOf({
    'db.service': bare('Description=Store\nAfter=net.target\nWants=net.target', service('Type=notify')),
    'api.service': bare('Requires=db.service\nAfter=db.service net.target\nPartOf=db.service'),
    'ui.service': `${bare('After=api.service db.service', service('ExecStartPre=/bin/true'))}[Install]\nWantedBy=multi-user.target\n`,
    'tidy.timer': '[Timer]\nOnCalendar=daily\n',
    'tidy.service': bare('', service('Type=oneshot')),
    'other.service': bare('Before=db.service'),
  });
  const { units, edges, chain } = bootGraph(graph, ['db.service', 'api.service', 'ui.service', 'tidy.timer']);

  it('has what their files name, and not what systemd adds to each', () => {
    expect(units.map(({ unit, isGiven }) => `${isGiven ? '' : '- '}${unit}`)).toEqual([
      'api.service',
      'db.service',
      '- multi-user.target',
      '- net.target',
      '- other.service',
      '- tidy.service',
      'tidy.timer',
      'ui.service',
    ]);
  });

  it('says once who waits and who needs, without orders that follow', () => {
    expect(edges.map(said)).toEqual([
      'api.service After+Requires+PartOf db.service',
      'db.service After+Wants net.target',
      'db.service After other.service',
      'multi-user.target After+Wants ui.service',
      'tidy.timer Triggers tidy.service',
      'ui.service After api.service',
    ]);
  });

  it('knows what is not here, and what systemd waits for', () => {
    const of = (name: string) => units.find(({ unit }) => unit === name);
    expect(of('db.service')).toEqual({
      unit: 'db.service',
      type: 'service',
      description: 'Store',
      isGiven: true,
      isElsewhere: false,
      takesTime: true,
    });
    expect(of('api.service')).toMatchObject({ takesTime: false });
    expect(of('ui.service')).toMatchObject({ takesTime: true });
    expect(of('net.target')).toMatchObject({ isElsewhere: true, takesTime: false });
  });

  it('has the longest chain from what waits for nothing', () => {
    expect(chain).toEqual(['net.target', 'db.service', 'api.service', 'ui.service', 'multi-user.target']);
  });

  it('leaves out names that are no units', () => {
    expect(bootGraph(graph, ['nowhere.service', 'no name'])).toEqual({ units: [], edges: [], chain: [] });
  });
});
