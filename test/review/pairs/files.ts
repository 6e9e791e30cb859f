/** Files that are no units: what programs read at their start, and what prepares it. */
import { type Pair, service, units } from './pair.ts';

const reads = (path: string) => service({ service: `EnvironmentFile=-/${path}` });
const script = (words: string) => `#!/bin/sh\n# ${words}\nexec sleep infinity\n`;

export const files: readonly Pair[] = [
  {
    id: 'environment-file-edited',
    base: { ...units({ 'a.service': reads('etc/a.env') }), 'etc/a.env': 'A=1\n' },
    change: { 'etc/a.env': 'A=2\n' },
  },
  {
    id: 'environment-file-of-two',
    base: {
      ...units({ 'a.service': reads('etc/common.env'), 'b.service': reads('etc/common.env'), 'c.service': service() }),
      'etc/common.env': 'A=1\n',
    },
    change: { 'etc/common.env': 'A=2\n' },
  },
  {
    id: 'environment-file-added',
    base: units({ 'a.service': reads('etc/a.env') }),
    change: { 'etc/a.env': 'A=1\n' },
  },
  {
    id: 'environment-file-removed',
    base: { ...units({ 'a.service': reads('etc/a.env') }), 'etc/a.env': 'A=1\n' },
    change: { 'etc/a.env': undefined },
  },
  {
    id: 'environment-file-comment',
    base: { ...units({ 'a.service': reads('etc/a.env') }), 'etc/a.env': 'A=1\n' },
    change: { 'etc/a.env': '# one\nA=1\n' },
  },
  {
    id: 'json-config',
    base: {
      ...units({ 'a.service': service({ service: 'ExecStart=/bin/sh -c "exec sleep infinity" sh /etc/a.json' }) }),
      'etc/a.json': '{ "level": 1 }\n',
    },
    change: { 'etc/a.json': '{ "level": 2 }\n' },
  },
  {
    id: 'config-that-nobody-reads',
    base: { ...units({ 'a.service': service() }), 'etc/other.conf': 'a\n' },
    change: { 'etc/other.conf': 'b\n' },
  },
  {
    id: 'script-that-runs',
    base: {
      ...units({ 'a.service': service({ service: 'ExecStart=/bin/sh /usr/local/bin/loop' }), 'b.service': service() }),
      'usr/local/bin/loop': script('first'),
    },
    change: { 'usr/local/bin/loop': script('second') },
  },
  {
    id: 'script-that-prepares',
    base: {
      ...units({ 'a.service': service({ service: 'ExecStartPre=/bin/sh /usr/local/bin/prepare' }) }),
      'usr/local/bin/prepare': '#!/bin/sh\ntrue\n',
    },
    change: { 'usr/local/bin/prepare': '#!/bin/sh\ntrue once\n' },
  },
  {
    id: 'tmpfiles',
    base: { ...units({ 'a.service': service() }), 'etc/tmpfiles.d/a.conf': 'd /run/a 0755 - - -\n' },
    change: { 'etc/tmpfiles.d/a.conf': 'd /run/a 0700 - - -\n' },
  },
  {
    id: 'link-to-a-file',
    base: {
      ...units({ 'a.service': reads('etc/a/current') }),
      'etc/a/one': 'A=1\n',
      'etc/a/two': 'A=2\n',
      'etc/a/current': 'link:one',
    },
    change: { 'etc/a/current': 'link:two' },
  },
  {
    id: 'file-behind-a-link',
    base: {
      ...units({ 'a.service': reads('etc/a/current/env') }),
      'etc/a/one/env': 'A=1\n',
      'etc/a/current': 'link:one',
    },
    change: { 'etc/a/one/env': 'A=2\n' },
  },
  {
    id: 'reloadable',
    base: {
      ...units({ 'a.service': service({ service: 'ExecReload=/usr/bin/true\nEnvironmentFile=/etc/a.env' }) }),
      'etc/a.env': 'A=1\n',
    },
    change: { 'etc/a.env': 'A=2\n' },
  },
];
