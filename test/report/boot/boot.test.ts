import { describe, expect, it } from 'vitest';
import { printDot } from '../../../src/report/boot/dot.ts';
import { printMermaid } from '../../../src/report/boot/mermaid.ts';
import { type BootPicture, folded } from '../../../src/report/boot/picture.ts';
import { printSvg } from '../../../src/report/boot/svg.ts';
import { printBoot } from '../../../src/report/boot/text.ts';
import { bootGraph } from '../../../src/systemd/index.ts';
import { bare, graphOf } from '../../systemd/graph/graphs.ts';

const units = {
  'db.service': bare('Description=The <Store> & "more"\nAfter=net.target\nWants=net.target'),
  'api.service': bare('Requires=db.service\nAfter=db.service'),
  'ui.service': `${bare('After=api.service\nWants=db.service')}[Install]\nWantedBy=multi-user.target\n`,
  'idle.service': bare('BindsTo=ui.service'),
};
const graph = bootGraph(graphOf(units), Object.keys(units));
const pictures: BootPicture[] = [
  { hosts: ['a-2', 'a-1'], graph, actions: new Map([['db.service', 'restart']]) },
  { hosts: ['b'], graph, actions: new Map() },
];

describe('a boot', () => {
  it('is listed in its order', async () => {
    await expect(printBoot(folded(pictures), { color: false })).toMatchFileSnapshot('snapshots/boot.txt');
  });
  it('is a graph for Graphviz', async () => {
    await expect(printDot(pictures)).toMatchFileSnapshot('snapshots/boot.dot');
  });
  it('is a flowchart for Mermaid', async () => {
    await expect(printMermaid(pictures)).toMatchFileSnapshot('snapshots/boot.mmd');
  });
  it('is an SVG', async () => {
    await expect(await printSvg(pictures)).toMatchFileSnapshot('snapshots/boot.svg');
  });
});

it('hosts with one boot are one picture', () => {
  const [first] = pictures;
  if (first === undefined) throw new Error('no picture');
  const all = [{ ...first, hosts: ['z'] }, ...pictures];
  expect(folded(all).map(({ hosts }) => hosts)).toEqual([['a-1', 'a-2', 'z'], ['b']]);
  expect(folded([...all].reverse()).map(({ hosts }) => hosts)).toEqual([['b'], ['a-1', 'a-2', 'z']]);
});

describe('what is hostile in a name or a description', () => {
  const name = 'x\\x22\\x3cscript\\x3e.service';
  const hostile = { [name]: bare('Description=</title><script>alert(1)</script> \\N %% ``` "quoted"') };
  const picture = [{ hosts: ['h"; <b>'], graph: bootGraph(graphOf(hostile), [name]), actions: new Map() }];

  it('is text in an SVG', async () => {
    const svg = await printSvg(picture);
    expect(svg).not.toMatch(/<script|<b>/);
    expect(svg).toContain('&lt;script&gt;');
    expect(svg).toContain('h&quot;; &lt;b&gt;');
  });

  it('is text in a flowchart', () => {
    expect(printMermaid(picture)).toContain('h0["h#34;#59; #60;b#62;"]');
    expect(printMermaid(picture)).not.toMatch(/<|`/);
  });
});
