/** Keys that a service has from its start, and keys that systemd acts on later. */
import { edited, type Pair, service, units } from './pair.ts';

export const keys: readonly Pair[] = [
  edited('exec-start', {}, { service: 'ExecStart=/usr/bin/sleep 1000000' }),
  edited('exec-start-pre', {}, { service: 'ExecStartPre=/usr/bin/true' }),
  edited(
    'exec-start-post',
    { service: 'ExecStartPost=/usr/bin/true' },
    { service: 'ExecStartPost=/usr/bin/true once' },
  ),
  edited('environment', { service: 'Environment=A=1' }, { service: 'Environment=A=2' }),
  edited('environment-quotes', { service: 'Environment=A=1' }, { service: 'Environment="A=1"' }),
  edited('user', {}, { service: 'User=nobody' }),
  edited('limit-nofile', {}, { service: 'LimitNOFILE=4096' }),
  edited('working-directory', {}, { service: 'WorkingDirectory=/tmp' }),
  edited('private-tmp', {}, { service: 'PrivateTmp=yes' }),
  edited('service-type', {}, { service: 'Type=exec' }),
  edited('capabilities', {}, { service: 'CapabilityBoundingSet=CAP_NET_ADMIN' }),
  edited('nice', {}, { service: 'Nice=5' }),
  edited('standard-output', {}, { service: 'StandardOutput=null' }),
  edited('read-only-paths', {}, { service: 'ProtectSystem=full' }),
  edited('restart-policy', {}, { service: 'Restart=always\nRestartSec=3' }),
  edited('timeout-stop', {}, { service: 'TimeoutStopSec=5' }),
  edited('exec-stop', {}, { service: 'ExecStop=/usr/bin/true' }),
  edited('exec-reload', {}, { service: 'ExecReload=/usr/bin/true' }),
  edited('kill-mode', {}, { service: 'KillMode=mixed' }),
  edited('success-exit-status', {}, { service: 'SuccessExitStatus=143' }),
  edited('memory-max', {}, { service: 'MemoryMax=64M\nCPUWeight=50' }),
  edited('description', {}, { unit: 'Description=another' }),
  edited('after', {}, { unit: 'After=network.target' }),
  edited('condition', {}, { unit: 'ConditionPathExists=/nowhere' }),
  edited('start-and-live', {}, { unit: 'Description=another', service: 'Nice=5\nTimeoutStopSec=5' }),
  {
    id: 'comment',
    base: units({ 'a.service': service() }),
    change: units({ 'a.service': `# Sleeps.\n${service()}` }),
  },
  {
    id: 'keys-in-another-order',
    base: units({ 'a.service': service({ service: 'Nice=5\nUMask=0077' }) }),
    change: units({ 'a.service': service({ service: 'UMask=0077\nNice=5' }) }),
  },
  {
    id: 'commands-in-another-order',
    base: units({ 'a.service': service({ service: 'ExecStartPre=/usr/bin/true\nExecStartPre=/usr/bin/true 2' }) }),
    change: units({ 'a.service': service({ service: 'ExecStartPre=/usr/bin/true 2\nExecStartPre=/usr/bin/true' }) }),
  },
  {
    id: 'sections-in-another-order',
    base: units({
      'a.service':
        '[Unit]\nDescription=a\n[Service]\nExecStart=/usr/bin/sleep infinity\n[Install]\nWantedBy=multi-user.target\n',
    }),
    change: units({
      'a.service':
        '[Install]\nWantedBy=multi-user.target\n[Service]\nExecStart=/usr/bin/sleep infinity\n[Unit]\nDescription=a\n',
    }),
  },
  {
    id: 'line-continued',
    base: units({ 'a.service': service({ service: 'ExecStart=/usr/bin/sleep 1000000 1000000' }) }),
    change: units({ 'a.service': service({ service: 'ExecStart=/usr/bin/sleep 1000000 \\\n1000000' }) }),
  },
];
