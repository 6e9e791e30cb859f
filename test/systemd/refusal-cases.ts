/** Units that systemd refuses as a whole, each beside one that it takes: asserted here and asked of systemd 252. */

export interface RefusalCase {
  readonly name: string;
  readonly content: string;
  /** Of the setting that is looked at first, empty where it is the name; undefined where systemd loads the unit. */
  readonly key?: string;
  /** Where it is refused: else `bad-setting`. */
  readonly loadState?: 'error';
}

const oneshot = '[Service]\nType=oneshot\nExecStart=/bin/x\n';
const simple = '[Service]\nExecStart=/bin/x\n';

export const refusalCases: readonly RefusalCase[] = [
  { name: 'empty.service', content: '[Service]\n', key: 'ExecStart' },
  { name: 'simple.service', content: simple },
  { name: 'dropped.service', content: '[Service]\nExecStart=-bin/x\n', key: 'ExecStart' },
  { name: 'reset.service', content: `${simple}ExecStart=\n`, key: 'ExecStart' },
  { name: 'stop.service', content: '[Service]\nExecStop=/bin/x\n', key: 'RemainAfterExit' },
  { name: 'stop-remain.service', content: '[Service]\nExecStop=/bin/x\nRemainAfterExit=YES\n' },
  { name: 'stop-simple.service', content: '[Service]\nType=simple\nExecStop=/bin/x\n', key: 'ExecStart' },
  { name: 'success.service', content: '[Unit]\nSuccessAction=reboot\n[Service]\n' },
  { name: 'success-none.service', content: '[Unit]\nSuccessAction=none\n[Service]\n', key: 'ExecStart' },
  { name: 'two.service', content: `${simple}ExecStart=/bin/y\n`, key: 'ExecStart' },
  { name: 'two-in-a-line.service', content: '[Service]\nExecStart=/bin/x ; /bin/y\n', key: 'ExecStart' },
  { name: 'two-oneshot.service', content: `${oneshot}ExecStart=/bin/y\n` },
  { name: 'two-one-dropped.service', content: `${simple}ExecStart=-bin/y\n` },
  { name: 'again.service', content: `${oneshot}Restart=always\n`, key: 'Restart' },
  { name: 'again-success.service', content: `${oneshot}Restart=on-success\n`, key: 'Restart' },
  { name: 'again-failure.service', content: `${oneshot}Restart=on-failure\n` },
  { name: 'again-simple.service', content: `${simple}Restart=always\n` },
  { name: 'force.service', content: `${oneshot}RestartForceExitStatus=1\n`, key: 'RestartForceExitStatus' },
  { name: 'group.service', content: `${oneshot}ExitType=cgroup\n`, key: 'ExitType' },
  { name: 'bus.service', content: `${simple}Type=dbus\n`, key: 'BusName' },
  { name: 'bus-named.service', content: `${simple}Type=dbus\nBusName=org.example.Named\n` },
  { name: 'bus-alone.service', content: '[Service]\nBusName=org.example.Alone\nExecStop=/bin/x\n', key: 'ExecStart' },
  { name: 'pam.service', content: `${simple}PAMName=login\nKillMode=process\n`, key: 'KillMode' },
  { name: 'pam-mixed.service', content: `${simple}PAMName=login\nKillMode=mixed\n` },
  { name: 'none.socket', content: '[Socket]\n', key: 'ListenStream' },
  { name: 'port.socket', content: '[Socket]\nListenStream=80\n' },
  { name: 'port-reset.socket', content: '[Socket]\nListenStream=80\nListenFIFO=\n', key: 'ListenStream' },
  { name: 'accept-datagram.socket', content: '[Socket]\nListenDatagram=80\nAccept=yes\n', key: 'Accept' },
  { name: 'accept-fifo.socket', content: '[Socket]\nListenStream=80\nListenFIFO=/run/f\nAccept=on\n', key: 'Accept' },
  { name: 'accept.socket', content: '[Socket]\nListenStream=80\nAccept=yes\n' },
  {
    name: 'accept-few.socket',
    content: '[Socket]\nListenStream=80\nAccept=yes\nMaxConnections=0\n',
    key: 'MaxConnections',
  },
  {
    name: 'accept-service.socket',
    content: '[Socket]\nListenStream=80\nAccept=yes\nService=simple.service\n',
    key: 'Service',
  },
  { name: 'link.socket', content: '[Socket]\nListenStream=80\nSymlinks=/run/l\n', key: 'Symlinks' },
  { name: 'link-one.socket', content: '[Socket]\nListenStream=/run/s\nListenStream=80\nSymlinks=/run/l\n' },
  {
    name: 'link-two.socket',
    content: '[Socket]\nListenStream=/run/s\nListenFIFO=/run/f\nSymlinks=/run/l\n',
    key: 'Symlinks',
  },
  { name: 'pam.socket', content: '[Socket]\nListenStream=80\nPAMName=login\nKillMode=mixed\n', key: 'KillMode' },
  { name: 'none.timer', content: '[Timer]\nPersistent=yes\n', key: 'OnCalendar' },
  { name: 'no-change.timer', content: '[Timer]\nOnClockChange=no\n', key: 'OnCalendar' },
  { name: 'change.timer', content: '[Timer]\nOnTimezoneChange=yes\n' },
  { name: 'boot.timer', content: '[Timer]\nOnBootSec=1\n' },
  { name: 'boot-reset.timer', content: '[Timer]\nOnBootSec=1\nOnCalendar=\n', key: 'OnCalendar' },
  { name: 'none.path', content: '[Path]\nUnit=simple.service\n', key: 'PathExists' },
  { name: 'changed.path', content: '[Path]\nPathChanged=/etc/x\n' },
  { name: 'a-b.slice', content: '[Slice]\n' },
  { name: 'a--b.slice', content: '[Slice]\n', key: '', loadState: 'error' },
  { name: '-a.slice', content: '[Slice]\n', key: '', loadState: 'error' },
  { name: 'a-.slice', content: '[Slice]\n', key: '', loadState: 'error' },
  {
    name: 'isolate.target',
    content: '[Unit]\nOnFailure=a.service b.service\nOnFailureJobMode=isolate\n',
    key: 'OnFailure',
  },
  {
    name: 'isolate-one.target',
    content: '[Unit]\nOnFailure=a.service\nOnFailure=a.service\nOnFailureJobMode=isolate\n',
  },
  {
    name: 'isolate-success.target',
    content: '[Unit]\nOnSuccess=a.service b.service\nOnSuccessJobMode=isolate\n',
    key: 'OnSuccess',
  },
  { name: 'srv-data.mount', content: '[Mount]\nWhat=/dev/x\nWhere=/srv/data\n' },
  { name: 'srv-slashes.mount', content: '[Mount]\nWhat=/dev/x\nWhere=//srv//slashes/\n' },
  { name: 'srv-named.mount', content: '[Mount]\nWhat=/dev/x\n' },
  { name: 'srv-other.mount', content: '[Mount]\nWhat=/dev/x\nWhere=/srv/else\n', key: 'Where' },
  { name: 'srv-what.mount', content: '[Mount]\nWhere=/srv/what\n', key: 'What' },
  { name: 'srv-pam.mount', content: '[Mount]\nWhat=x\nPAMName=login\nKillMode=none\n', key: 'KillMode' },
  { name: 'sys-fs-bpf.mount', content: '[Mount]\nWhat=bpf\nType=bpf\n', key: 'Where' },
  { name: 'srv-a\\x2db.mount', content: '[Mount]\nWhat=/dev/x\nWhere=/srv/a-b\n' },
  { name: 'srv-auto.automount', content: '[Automount]\nWhere=/srv/auto\n' },
  { name: 'srv-wrong.automount', content: '[Automount]\nWhere=/srv/auto\n', key: 'Where' },
  { name: '-.automount', content: '[Automount]\n', key: 'Where', loadState: 'error' },
  { name: 'srv-fd.automount', content: '[Automount]\nExtraOptions=a\\,b,fd=1\n', key: 'ExtraOptions' },
  { name: 'srv-fds.automount', content: '[Automount]\nExtraOptions=fds,x\n' },
  { name: 'dev-x.swap', content: '[Swap]\nWhat=/dev/x\n' },
  { name: 'dev-named.swap', content: '[Swap]\n' },
  { name: 'dev-y.swap', content: '[Swap]\nWhat=/dev/x\n', key: 'What' },
  { name: 'up.socket', content: '[Socket]\nListenStream=/a/../b\n', key: 'ListenStream', loadState: 'error' },
  {
    name: 'up-datagram.socket',
    content: '[Socket]\nListenDatagram=/a/..\n',
    key: 'ListenDatagram',
    loadState: 'error',
  },
  { name: 'up-not.socket', content: '[Socket]\nListenStream=//a/./b../\n' },
  { name: 'srv-up.mount', content: '[Mount]\nWhat=/a/../b\nWhere=/srv/up\n', key: 'What', loadState: 'error' },
  { name: 'srv-net.mount', content: '[Mount]\nWhat=/a/../b\nWhere=/srv/net\nOptions=_netdev\n' },
  { name: 'srv-server.mount', content: '[Mount]\nWhat=server:/a/../b\nWhere=/srv/server\n' },
];
