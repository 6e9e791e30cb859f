/** What is taken away, one at a time; mutations.txt names the step that has to notice. */
import type { Mutation } from '../machine/library/mutation.ts';

const partials = 'units/_partials';
const apiserver = 'src/components/kube-apiserver/index.ts';
const manager = 'src/components/kube-controller-manager/index.ts';

export const mutations: readonly Mutation[] = [
  {
    id: 'after-what-it-uses',
    file: `${partials}/dependencies.mustache`,
    remove: '{{#after}} {{ . | listword }}{{/after}}\n{{#engines}}\n',
    insert: '\n{{#engines}}\n',
  },
  {
    id: 'brings-up-what-it-uses',
    file: `${partials}/dependencies.mustache`,
    remove: '{{#wants}} {{ . | listword }}{{/wants}}\n',
    insert: '{{#wants}} {{ . | listword }}{{/wants}}{{#after}} {{ . | listword }}{{/after}}\n',
  },
  {
    id: 'etcd-certificates-mount',
    file: apiserver,
    remove: ', ...(store ?? [])];\n',
    insert: '];\n',
  },
  {
    id: 'probe-of-the-scheduler',
    file: 'src/components/kube-scheduler/index.ts',
    remove: 'secure: 10259',
    insert: 'secure: 10269',
  },
  {
    id: 'killed-after-its-time',
    file: apiserver,
    remove: 'successExitStatus: [137, 143]',
    insert: 'successExitStatus: [143]',
  },
  {
    id: 'accounts-of-controllers',
    file: manager,
    remove:
      "    accounts ? ['use-service-account-credentials', true, [byDefault('component kube-controller-manager')]] : undefined,\n",
    insert: '    accounts ? undefined : undefined,\n',
  },
  {
    id: 'wanted-by-docker',
    file: `${partials}/install.mustache`,
    remove: '{{#engines}} {{ . | listword }}{{/engines}}',
  },
];
