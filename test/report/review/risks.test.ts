import { expect, test } from 'vitest';
import { reviewGithub } from '../../../src/report/review/github.ts';
import { riskPlaces } from '../../../src/report/review/risk-places.ts';
import { reviewSarif } from '../../../src/report/review/sarif.ts';
import { sarifProblems } from '../sarif-members.ts';
import { fixture, none } from './fixture.ts';

const options = { color: false, context: 3, width: 100 };

test('risks for code scanning', async () => {
  const text = reviewSarif(fixture, options);
  await expect(text).toMatchFileSnapshot('snapshots/risks.sarif');
  // One code of the fixture is of no version of unitc that there is.
  expect(sarifProblems(JSON.parse(text)).filter((what) => !what.startsWith('rules[2]'))).toEqual([]);
  const known = { ...fixture, risks: fixture.risks.map((risk) => ({ ...risk, code: 'UC021' })) };
  expect(sarifProblems(JSON.parse(reviewSarif(known, options)))).toEqual([]);
  expect(sarifProblems(JSON.parse(reviewSarif(none, options)))).toEqual([]);
});

test('risks as annotations', () => {
  expect(reviewGithub(fixture, options)).toBe(
    '::error title=UC717 quorum-at-once,file=cluster.yaml,line=21::all members of etcd restart at once; apply to one host after the other (3 hosts: master-1…3)\n' +
      '::warning title=UC702 etcd-initial-cluster-changes,file=cluster.yaml,line=21::the cluster has no quorum while `etcd.service` restarts; wait for each member (3 hosts: master-1…3)\n' +
      '::notice title=UC799::a host is gone (node-9)\n',
  );
});

test('a line of what was before is none of the file that is there now', () => {
  const [risk] = fixture.risks;
  expect(risk).toBeDefined();
  expect(risk && riskPlaces({ ...risk, change: 13, element: 0 }, fixture)).toEqual([{ file: 'cluster.yaml' }]);
});
