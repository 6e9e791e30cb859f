import { describe, expect, test } from 'vitest';
import {
  type ActiveState,
  bootCycles,
  type JobRequest,
  jobsOf,
  runJobs,
  type UnitGraph,
} from '../../../src/systemd/index.ts';
import { bare, graphOf } from '../graph/graphs.ts';

const active = (...units: string[]): Map<string, ActiveState> => new Map(units.map((unit) => [unit, 'active']));

function jobs(graph: UnitGraph, verb: JobRequest['verb'], unit: string, states = active()): string[] {
  return jobsOf(graph, { verb, units: [unit] }, states).jobs.map((job) => `${job.unit} ${job.type}`);
}

describe('jobs', () => {
  const graph = graphOf({
    'a.service': bare('Requires=b.service\nWants=c.service missing.service\nConflicts=d.service\nAfter=b.service'),
    'b.service': bare('PartOf=e.service'),
    'c.service': bare(),
    'd.service': bare(),
    'e.service': bare(),
  });

  test('a start pulls in and pushes out; what is so already has no job', () => {
    expect(jobs(graph, 'start', 'a.service')).toEqual(['a.service start', 'b.service start', 'c.service start']);
    expect(jobs(graph, 'start', 'a.service', active('b.service', 'd.service'))).toEqual([
      'a.service start',
      'c.service start',
      'd.service stop',
    ]);
  });

  test('a stop and a restart go to those that require the unit, or are part of it, and run', () => {
    expect(jobs(graph, 'stop', 'b.service', active('a.service', 'b.service'))).toEqual([
      'b.service stop',
      'a.service stop',
    ]);
    const states = active('a.service', 'b.service', 'e.service', 'c.service');
    expect(jobs(graph, 'restart', 'e.service', states)).toEqual([
      'e.service restart',
      'b.service restart',
      'a.service restart',
    ]);
    expect(jobs(graph, 'restart', 'e.service')).toEqual(['e.service restart']);
    expect(jobs(graph, 'try-restart', 'e.service')).toEqual([]);
  });

  test('say why they are there, in which order they go, and what was wanted in vain', () => {
    const plan = jobsOf(graph, { verb: 'start', units: ['a.service'] }, active());
    expect(plan.jobs[1]?.because).toMatchObject([{ unit: 'a.service', type: 'start', edge: { type: 'Requires' } }]);
    expect(plan.order).toContainEqual({ earlier: 'b.service', later: 'a.service' });
    expect(plan.ignored).toMatchObject([
      { edge: { type: 'Wants', to: 'missing.service' }, error: { kind: 'not-found' } },
    ]);
  });

  test('are none where something required cannot be had', () => {
    const broken = graphOf({
      'a.service': bare('Requires=b.service'),
      'b.service': bare('Requires=gone.service'),
      'c.service': bare('Requires=d.service\nConflicts=d.service'),
      'd.service': bare(),
      'e.service': bare('RefuseManualStart=yes'),
    });
    const error = (unit: string) => jobsOf(broken, { verb: 'start', units: [unit] }, active()).error;
    expect(error('a.service')).toMatchObject({
      kind: 'not-found',
      units: ['gone.service'],
      chain: [{ from: 'a.service' }, { from: 'b.service' }],
    });
    expect(error('c.service')?.kind).toBe('conflicting');
    expect(error('e.service')).toMatchObject({ kind: 'refused' });
  });
});

test('a circle of jobs costs the one that does not matter, and is shown with its lines', () => {
  const graph = graphOf({
    'default.target': '[Unit]\nDefaultDependencies=no\nWants=a.service b.service\n',
    'a.service': bare('After=b.service'),
    'b.service': bare('After=c.service'),
    'c.service': bare('After=a.service'),
  });
  expect(bootCycles(graph)).toEqual([]);
  const closed = graphOf({
    'default.target': '[Unit]\nDefaultDependencies=no\nWants=a.service b.service\n',
    'a.service': bare('After=b.service'),
    'b.service': bare('After=a.service'),
  });
  const [cycle] = bootCycles(closed);
  expect(cycle?.units.toSorted()).toEqual(['a.service', 'b.service']);
  expect(cycle?.edges.map(({ origins }) => origins[0])).toContainEqual({
    path: '/etc/systemd/system/a.service',
    line: 3,
  });
  expect(cycle?.dropped).toBeDefined();
});

test('a chain of many units', () => {
  const units = Array.from({ length: 500 }, (_, i) => [
    `u${i}.target`,
    `[Unit]\nDefaultDependencies=no\nRequires=u${i + 1}.target\nAfter=u${i + 1}.target\n`,
  ]);
  const graph = graphOf({ ...Object.fromEntries(units), 'u500.target': '[Unit]\n' });
  const plan = jobsOf(graph, { verb: 'start', units: ['u0.target'] }, active());
  expect(plan.jobs).toHaveLength(501);
  expect(runJobs(graph, plan, active()).started).toHaveLength(501);
});

describe('what comes of them', () => {
  const run = (graph: UnitGraph, request: JobRequest, states = active(), failing = '') =>
    runJobs(graph, jobsOf(graph, request, states), states, {
      outcome: ({ id }) => (id === failing ? 'failed' : undefined),
    });

  test('a failed start takes along what requires the unit and waits for it, and starts OnFailure=', () => {
    const graph = graphOf({
      'a.service': bare('Requires=b.service\nAfter=b.service'),
      'b.service': bare('OnFailure=c.service'),
      'c.service': bare(),
      'd.service': bare('Wants=b.service\nAfter=b.service'),
    });
    const { finished, started } = run(
      graph,
      { verb: 'start', units: ['a.service', 'd.service'] },
      active('system.slice'),
      'b.service',
    );
    expect(finished.map(({ unit, result }) => `${unit} ${result}`).toSorted()).toEqual([
      'a.service dependency',
      'b.service failed',
      'c.service done',
      'd.service done',
    ]);
    expect(started).toEqual(['b.service', 'c.service', 'd.service']);
  });

  test('what is bound, upheld or no longer needed follows', () => {
    const graph = graphOf({
      'a.service': bare('BindsTo=b.service\nWants=c.service'),
      'b.service': bare(),
      'c.service': bare('StopWhenUnneeded=yes'),
      'd.service': bare('Upholds=e.service'),
      'e.service': bare(),
    });
    const states = active('a.service', 'b.service', 'c.service', 'd.service', 'e.service');
    expect(run(graph, { verb: 'stop', units: ['b.service'] }, states).stopped).toEqual([
      'a.service',
      'b.service',
      'c.service',
    ]);
    const upheld = run(graph, { verb: 'stop', units: ['e.service'] }, states);
    expect([upheld.stopped, upheld.started]).toEqual([['e.service'], ['e.service']]);
    expect(upheld.finished.at(-1)?.cause).toEqual({ kind: 'Upholds', unit: 'd.service' });
  });

  test('a socket does not start while its service runs', () => {
    const graph = graphOf({ 'a.socket': bare('', '[Socket]\nListenStream=/run/a\n'), 'a.service': bare() });
    const { finished } = run(graph, { verb: 'start', units: ['a.socket'] }, active('a.service'));
    expect(finished.find(({ unit }) => unit === 'a.socket')?.result).toBe('failed');
  });
});
