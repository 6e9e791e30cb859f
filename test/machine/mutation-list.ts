/** What is taken away, one at a time; mutations.txt names the step or test that has to notice. */
import type { Mutation } from './library/mutation.ts';

const partials = 'units/_partials';
const dropIn = 'units/docker-flannel.conf.mustache';
const etcd = 'src/components/etcd/index.ts';
const filters = 'src/template/filters.ts';

export const mutations: readonly Mutation[] = [
  {
    id: 'docker-exec-stop',
    file: `${partials}/docker.mustache`,
    remove: 'ExecStop={{ docker | path }} stop --time={{ stopSeconds | word }} {{ name | word }}\n',
  },
  {
    id: 'package-in-usr-local',
    file: 'src/tree/layout.ts',
    remove: "  bin: '/usr/bin',",
    insert: "  bin: '/usr/local/bin',",
  },
  {
    id: 'package-starts-units',
    file: 'manifests/rpm/_contents.mustache',
    remove: '%systemd_post{{#units}} {{ . | unit }}{{/units}}\n',
    insert: '%systemd_post{{#units}} {{ . | unit }}{{/units}}\nsystemctl start{{#units}} {{ . | unit }}{{/units}}\n',
  },
  {
    id: 'tar-in-another-order',
    file: 'src/tree/file-tree.ts',
    remove: '.sort((a, b) => compareBytes(a.path, b.path))',
    insert: '.sort((a, b) => compareBytes(b.path, a.path))',
  },
  {
    id: 'container-removed-before',
    file: `${partials}/docker.mustache`,
    remove: 'ExecStartPre=-{{ docker | path }} rm -f {{ name | word }}\n',
  },
  {
    id: 'readiness-wait',
    file: `${partials}/docker.mustache`,
    remove: '{{> ready }}\n',
  },
  {
    id: 'runc-readiness-wait',
    file: `${partials}/runc.mustache`,
    remove: '{{> ready }}\n',
  },
  {
    id: 'image-readiness-wait',
    file: `${partials}/atomic.mustache`,
    remove: '{{> ready }}\n',
  },
  {
    id: 'image-reads-the-hosts-file',
    file: 'src/targets/system-container/image/config-template.ts',
    remove: '...environmentFiles.map(',
    insert: '...environmentFiles.slice(9).map(',
  },
  {
    id: 'success-exit-status',
    file: `${partials}/restart.mustache`,
    remove: 'SuccessExitStatus={{ . | value }}\n',
  },
  {
    id: 'after-uses',
    file: `${partials}/dependencies.mustache`,
    remove:
      '{{#engines}} {{ . | listword }}{{/engines}}{{#uses}} {{ . | listword }}{{/uses}}{{#after}} {{ . | listword }}{{/after}}\n{{#engines}}\n',
    insert: '{{#engines}} {{ . | listword }}{{/engines}}\n{{#engines}}\n',
  },
  {
    id: 'after-engine',
    file: `${partials}/dependencies.mustache`,
    remove:
      '{{#engines}} {{ . | listword }}{{/engines}}{{#uses}} {{ . | listword }}{{/uses}}{{#after}} {{ . | listword }}{{/after}}\n{{#engines}}\n',
    insert: '{{#uses}} {{ . | listword }}{{/uses}}{{#after}} {{ . | listword }}{{/after}}\n{{#engines}}\n',
  },
  {
    id: 'wanted-by-target',
    file: `${partials}/install.mustache`,
    remove: 'multi-user.target',
  },
  {
    id: 'wanted-by-engine',
    file: `${partials}/install.mustache`,
    remove: '{{#engines}} {{ . | listword }}{{/engines}}',
  },
  {
    id: 'word-filter',
    file: filters,
    remove: "return quoteExecWord(value, { specifiers: 'escape' });",
    insert: 'return printed(value);',
  },
  {
    id: 'splitword-filter',
    file: filters,
    remove: 'const quoted = quoteVariableWord(one);',
    insert: 'const quoted = printed(one);',
  },
  {
    id: 'env-filter',
    file: filters,
    remove: 'env: textual(quoteEnvValue)',
    insert: 'env: textual((text) => printed(text))',
  },
  {
    id: 'value-filter',
    file: filters,
    remove: ': printValue(text, directive);',
    insert: ': printed(text);',
  },
  {
    id: 'listword-filter',
    file: filters,
    remove: 'isQuotingMode(mode) ? quoteListWord(text, mode) :',
    insert: 'isQuotingMode(mode) ? printed(text) :',
  },
  {
    id: 'envword-filter',
    file: filters,
    remove: 'return quoteEnvironmentAssignment(text.slice(0, equals), text.slice(equals + 1));',
    insert: 'return printed(text.slice(0, equals) + text.slice(equals));',
  },
  {
    id: 'sh-filter',
    file: filters,
    remove: 'sh: textual(quoteShellWord)',
    insert: 'sh: textual((text) => printed(text))',
  },
  {
    // Either of the two orders the start.
    id: 'flanneld-before-docker',
    file: 'units/flanneld.service.mustache',
    remove: 'Before=docker.service\n',
    also: { file: dropIn, remove: 'After=flanneld.service\n' },
  },
  {
    id: 'docker-options-file',
    file: dropIn,
    remove: 'EnvironmentFile=-{{ dockerOptions | path }}\n',
  },
  {
    id: 'docker-waits-for-options',
    file: dropIn,
    remove:
      'ExecStartPre=-{{ waitReady | path }} {{ timeout | word }} {{ file | word }} {{ otherwise | word }} -- docker\n',
  },
  {
    id: 'docker-wait-has-an-end',
    file: dropIn,
    remove: '{{ timeout | word }}',
    insert: '--timeout=0',
  },
  {
    id: 'flannel-lease-of-an-earlier-run',
    file: 'units/flanneld.service.mustache',
    remove: 'ExecStartPre=-/usr/bin/rm -f {{ leaseFile | word }}\n',
  },
  {
    id: 'flannel-network-key-once',
    file: 'units/flannel-network-config.service.mustache',
    remove: 'Type=oneshot\n',
    insert: 'Type=oneshot\nRemainAfterExit=yes\n',
  },
  {
    // Either of the two lets the next start succeed.
    id: 'runc-container-removed',
    file: `${partials}/runc.mustache`,
    remove: 'ExecStartPre=-{{ runc | path }} delete -f {{ name | word }}\n',
    also: {
      file: `${partials}/runc.mustache`,
      remove: 'ExecStopPost=-{{ runc | path }} delete -f {{ name | word }}\n',
    },
  },
  {
    // slot refuses units without the line.
    id: 'slot-finish-before-a-start',
    file: `${partials}/runc.mustache`,
    remove: 'ExecStartPre={{ slot | path }} finish',
    insert: 'ExecStartPre=/usr/bin/true {{ slot | path }} finish',
  },
  {
    id: 'etcd-state-mount',
    file: etcd,
    remove: '...(settings.dataDir === undefined\n',
    insert: "...(settings.dataDir === undefined || settings.dataDir.value !== ''\n",
  },
  {
    // The second instance has its certificates in the directory of the first.
    id: 'etcd-certificate-mount',
    file: etcd,
    remove: 'directoriesOf(files ?? [])',
    insert: 'directoriesOf((files ?? []).slice(0, 0))',
  },
  {
    id: 'etcd-reads-keys-of-others',
    file: etcd,
    remove: "['CAP_NET_BIND_SERVICE', 'CAP_DAC_READ_SEARCH']",
    insert: "['CAP_NET_BIND_SERVICE']",
  },
  {
    id: 'flanneld-net-admin',
    file: 'src/components/flanneld/index.ts',
    remove: "['CAP_NET_ADMIN', 'CAP_NET_RAW', ",
    insert: "['CAP_NET_RAW', ",
  },
  {
    id: 'devices-refused',
    file: 'src/targets/system-container/config-json.ts',
    remove: "      { allow: false, access: 'rwm' },\n",
  },
  {
    id: 'apply-restarts',
    file: 'manifests/bin/apply',
    remove: '  operands "systemctl try-restart" others.only\n',
  },
  {
    id: 'ignition-enables-units',
    file: 'src/outputs/first-boot/ignition.ts',
    remove: '...(enabled && { enabled }),',
    insert: '...(enabled && contents === undefined && { enabled }),',
  },
  {
    id: 'restart-keys-count-at-once',
    file: 'src/systemd/jobs/live-settings.ts',
    remove: "    'Restart.*',\n",
  },
  {
    id: 'part-of-goes-along',
    file: 'src/systemd/graph/dependency.ts',
    remove: "'propagate-restart': ['RequiredBy', 'RequisiteOf', 'BoundBy', 'ConsistsOf'],",
    insert: "'propagate-restart': ['RequiredBy', 'RequisiteOf', 'BoundBy'],",
  },
];
