import { diagnostic } from '../../core/diagnostic.ts';
import { subject } from '../issues/subject.ts';
import { tick } from '../wording.ts';
import type { Check } from './check.ts';
import { inComponents, type Pattern, select, texts } from './select.ts';

/** Paths on hosts and in containers. Where the root directory itself may stand is the second list. */
const neverRoot: readonly Pattern[] = [
  ...inComponents('dataDir'),
  ...inComponents('command'),
  ...inComponents('mounts', '*', 'target'),
  ...inComponents('cni', '*'),
  ...inComponents('snapshots', 'dir'),
  ['pki', '*', 'dir'],
  ['flannel', 'etcdPrefix'],
  ['pki', 'kubeconfigs', '*'],
  ['cloud', 'configFile'],
  ['images', 'pullSecret'],
  ['kubectl', 'command'],
];
const anywhere: readonly Pattern[] = inComponents('mounts', '*', 'source');

/** Certificates and keys: relative to `dir`, or absolute. */
const pkiNames: readonly Pattern[] = [
  ['pki', '*', 'ca'],
  ['pki', 'kubernetes', 'server', '*'],
  ['pki', 'kubernetes', 'serviceAccount', '*'],
  ['pki', 'kubernetes', 'kubeletClient', '*'],
  ['pki', 'etcd', '*', '*'],
];

export const checkPaths: Check = (root, report) => {
  const check = (patterns: readonly Pattern[], judge: (text: string) => string | undefined): void => {
    for (const { path, text, node } of texts(select(root, ...patterns))) {
      const problem = judge(text);
      if (problem === undefined) continue;
      const message = `${subject(path)}: ${tick(text)} ${problem}`;
      const plain = shortest(text);
      report(
        diagnostic('UC029', {
          message,
          ...(plain === undefined ? {} : { help: `write ${tick(plain)}` }),
          ...node.place,
        }),
      );
    }
  };
  // What does not start with `/` has been refused by the schema.
  const absolute = (text: string): string | undefined =>
    text.startsWith('/') && text !== '/' ? impurity(text) : undefined;
  check(anywhere, absolute);
  check(neverRoot, (text) => (text === '/' ? 'is the root directory' : absolute(text)));
  check(pkiNames, (text) => (text === '' ? undefined : impurity(text)));
};

function impurity(text: string): string | undefined {
  const segments = text.split('/');
  if (segments.includes('..')) return 'has a `..` in it';
  if (segments.includes('.')) return 'has a `.` in it';
  if (text.includes('//')) return 'has a double `/` in it';
  return text.endsWith('/') ? 'ends in `/`' : undefined;
}

/** The same path without what is refused; none where `..` decides, because links may lead elsewhere. */
function shortest(text: string): string | undefined {
  const segments = text.split('/');
  if (segments.includes('..')) return undefined;
  const kept = segments.filter((segment) => segment !== '' && segment !== '.').join('/');
  return kept === '' ? undefined : `${text.startsWith('/') ? '/' : ''}${kept}`;
}
