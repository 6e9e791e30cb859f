/** Hosts of one review share what is found out: each of them gets what it would get alone. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { review } from '../../src/review/review.ts';
import type { Side } from '../../src/review/side.ts';
import { reviewOptions, sideOfSpec, sideOfTexts, type Texts } from '../support/review.ts';
import { runs } from '../support/runs.ts';

/** By host, with files in the place of ids, which are others where there are other hosts. */
function outcomes(before: Side, after: Side): unknown {
  const { hosts, changes } = review(before, after, reviewOptions);
  const files = changes.map(({ path, from, kind }) => ({ path, from, kind }));
  return Object.fromEntries(
    hosts.map(({ name, units, ...host }) => {
      return [name, { ...host, units: units.map((one) => ({ ...one, changes: one.changes.map((id) => files[id]) })) }];
    }),
  );
}

function eachAlone(before: Side, after: Side): unknown {
  const names = new Set([...before.hosts.keys(), ...after.hosts.keys()]);
  const alone = (side: Side, name: string): Side => ({
    ...side,
    hosts: new Map([...side.hosts].filter(([host]) => host === name)),
  });
  return Object.assign({}, ...[...names].map((name) => outcomes(alone(before, name), alone(after, name))));
}

const unitLines = ['After=a.service', 'Requires=a.service', 'BindsTo=a.service', 'PartOf=a.service', 'Wants=c.service'];
const serviceLines = [
  ...[
    'ExecStart=/bin/a 10.0.0.1',
    'ExecStart=/bin/a 10.0.0.2',
    'ExecStart=/bin/a ; /bin/b',
    'ExecStart=a/b',
    'ExecStart=',
  ],
  ...[
    'ExecStart=/bin/%n',
    'ExecStart=/bin/%',
    'ExecReload=/bin/r 1',
    'ExecStartPre=/bin/p 1',
    'ExecStop=/bin/s',
    'Nice=5',
  ],
  ...[
    'Environment=A=1',
    'Environment=A=2',
    'Environment=%',
    'Type=oneshot',
    'RemainAfterExit=yes',
    'Type=notify',
    '[X',
  ],
];
const installLines = ['WantedBy=multi-user.target', 'RequiredBy=a.service', 'Alias=d.service'];
const command = 'ExecStart=/bin/a 10.0.0.1';

/** With the first lines, so that most units can be loaded. */
function section(name: string, first: readonly string[], lines: readonly string[]): fc.Arbitrary<string> {
  return fc.subarray([...lines], { maxLength: 1 }).map((some) => [`[${name}]`, ...first, ...some, ''].join('\n'));
}

const service = fc
  .tuple(
    section('Unit', ['Requires=a.service'], unitLines),
    section('Service', [command, 'Type=simple'], serviceLines),
    section('Install', ['WantedBy=multi-user.target'], installLines),
  )
  .map((all) => all.join(''));

const etc = (file: string) => `etc/systemd/system/${file}`;
const lib = (file: string) => `usr/lib/systemd/system/${file}`;
const [a, b] = [etc('a.service'), etc('b.service')];
const paths = [...['c.service', 'b.service.d/10.conf', 'service.d/9.conf'].map(etc), lib('b.service'), 'opt/o.service'];
const odd = fc.constantFrom('', 'link:/dev/null', 'link:/opt/o.service', 'link:b.service', 'link:../../../opt');
const others = fc.dictionary(fc.constantFrom(...paths, b), fc.oneof({ weight: 4, arbitrary: service }, odd), {
  maxKeys: 2,
});
const whole = {
  [lib('default.target')]: '[Unit]\nWants=a.service b.service\n',
  [lib('sysinit.target')]: '[Unit]\nDefaultDependencies=no\n',
};
const base = fc.record({ b: service, others, isWhole: fc.boolean() }).map((all): Texts[string] => ({
  [a]: `[Service]\n${command}\n[Install]\nWantedBy=multi-user.target\n`,
  ...{ [b]: all.b, ...all.others, ...(all.isWhole && whole) },
}));

/** What hosts that are nearly the same differ in, on both sides: a line of one file. */
const swaps = [
  ...serviceLines.flatMap((line) => [
    [command, line],
    ['Type=simple', line],
  ]),
  ...unitLines.map((line) => ['[Unit]', `[Unit]\n${line}`]),
  ['Requires=a.service', 'X-Nothing='],
  ...unitLines.map((line) => ['Requires=a.service', line]),
  ...['X-Nothing=', ...installLines].map((line) => ['WantedBy=multi-user.target', line]),
];

const cluster: fc.Arbitrary<readonly [before: Texts, after: Texts]> = fc
  .record({
    base,
    path: fc.constantFrom(b, b, b, ...paths),
    chosen: fc.subarray(swaps, { minLength: 8, maxLength: 12 }),
    more: others,
  })
  .map(({ base, path, chosen, more }) => {
    const sides = [base, { ...base, [a]: (base[a] ?? '').replace('[Service]', '[Service]\nLimitNOFILE=5'), ...more }];
    const [before = {}, after = {}] = sides.map((files) => {
      const swapped = chosen.map(([from = '', to = '']) => (files[path] ?? '').replace(`${from}\n`, `${to}\n`));
      return Object.fromEntries(
        swapped.map((text, index) => [`host-${index}`, { ...files, ...(text && { [path]: text }) }]),
      );
    });
    return [before, after];
  });

describe('hosts of one review', () => {
  it('get what each gets alone', () => {
    fc.assert(
      fc.property(cluster, ([before, after]) => {
        const sides = [sideOfTexts(before), sideOfTexts(after)] as const;
        expect(outcomes(...sides)).toEqual(eachAlone(...sides));
      }),
      runs(10),
    );
  });

  it('of a spec too', () => {
    const spec = (level: number, more: string) => `images: { family: distribution, mirror: m.lab }
host: { os: debian, release: "12" }
kubernetes: { version: "1.5.2", serviceCIDR: 10.254.0.0/16 }
etcd: { version: "3.1.0" }
flannel: { version: "0.7.0", network: 10.1.0.0/16 }
components: { kubelet: { flags: { v: ${level} } }, flanneld: { unit: { Service: { Nice: ${level} } } } }
hosts:
  master-1: { address: 192.168.122.2, roles: [etcd, control-plane] }
  node-1: { address: 192.168.122.3, roles: [node] }
  node-2: { address: 192.168.122.4, roles: [node] }
${more}`;
    const added = '  node-3: { address: 192.168.122.5, roles: [node] }\n';
    const sides = [sideOfSpec(spec(2, '')), sideOfSpec(spec(4, added))] as const;
    expect(outcomes(...sides)).toEqual(eachAlone(...sides));
    expect(outcomes(...sides)).toMatchObject({ 'node-2': { kind: 'changed', daemonReload: true } });
  });
});
