/** service_verify() of src/core/service.c; systemd.service(5). */
import type { RefusalRule, SectionSettings } from './refusal.ts';

/** systemd finds the type out for itself where `Type=` does not say it: service_add_extras(). */
function typeOf(service: SectionSettings): string {
  const type = service.last('Type');
  if (type !== undefined) return type;
  if (service.has('BusName')) return 'dbus';
  return service.commands('ExecStart') > 0 ? 'simple' : 'oneshot';
}

function isOneshot(service: SectionSettings): boolean {
  return typeOf(service) === 'oneshot';
}

function hasSuccessAction(service: SectionSettings): boolean {
  return (service.lastOf('Unit', 'SuccessAction') ?? 'none') !== 'none';
}

export const serviceRules: readonly RefusalRule[] = [
  {
    keys: ['ExecStart', 'ExecStop'],
    message: 'the service has no command: neither `ExecStart=` nor `ExecStop=`',
    help: 'write what it runs as `ExecStart=`',
    holds: (service) =>
      service.commands('ExecStart') === 0 && service.commands('ExecStop') === 0 && !hasSuccessAction(service),
  },
  {
    keys: ['ExecStart', 'Type'],
    message: 'the service has no `ExecStart=`, which only `Type=oneshot` may leave out',
    help: 'write what it runs as `ExecStart=`, or `Type=oneshot`',
    holds: (service) => !isOneshot(service) && service.commands('ExecStart') === 0,
  },
  {
    keys: ['RemainAfterExit', 'ExecStart'],
    message: 'the service has no `ExecStart=` and does not remain after it',
    help: 'write `RemainAfterExit=yes`, or what it runs as `ExecStart=`',
    holds: (service) =>
      !service.isTrue('RemainAfterExit') && service.commands('ExecStart') === 0 && !hasSuccessAction(service),
  },
  {
    keys: ['ExecStart', 'Type'],
    message: 'the service has several commands in `ExecStart=`, which only `Type=oneshot` may have',
    help: 'leave one; what comes before it is `ExecStartPre=`; a drop-in clears the list with an empty `ExecStart=`',
    holds: (service) => !isOneshot(service) && service.commands('ExecStart') > 1,
  },
  {
    keys: ['Restart', 'Type'],
    message: '`Restart=` is set, which `Type=oneshot` must not have before systemd 244',
    help: 'take it away, and let what pulls the unit in start it again',
    holds: (service) => isOneshot(service) && (service.last('Restart') ?? 'no') !== 'no',
    before: 244,
  },
  {
    keys: ['Restart', 'Type'],
    message: '`Restart=` is `always` or `on-success`, which `Type=oneshot` must not have',
    help: 'write `Restart=on-failure`, or another `Type=`',
    holds: (service) => isOneshot(service) && ['always', 'on-success'].includes(service.last('Restart') ?? ''),
  },
  {
    keys: ['RestartForceExitStatus', 'Type'],
    message: '`RestartForceExitStatus=` is set, which `Type=oneshot` must not have',
    help: 'take it away, or write another `Type=`',
    holds: (service) => isOneshot(service) && service.has('RestartForceExitStatus'),
  },
  {
    keys: ['ExitType', 'Type'],
    message: '`ExitType=cgroup` is set, which `Type=oneshot` must not have',
    help: 'take it away, or write another `Type=`',
    holds: (service) => isOneshot(service) && service.last('ExitType') === 'cgroup',
  },
  {
    keys: ['BusName', 'Type'],
    message: 'the service is of `Type=dbus` and has no `BusName=`',
    help: 'write the name that it takes on the bus as `BusName=`',
    holds: (service) => typeOf(service) === 'dbus' && !service.has('BusName'),
  },
  {
    keys: ['KillMode', 'PAMName'],
    message: '`PAMName=` is set, and `KillMode=` is neither `control-group` nor `mixed`',
    help: 'take `KillMode=` away',
    holds: (service) =>
      service.has('PAMName') && !['control-group', 'mixed'].includes(service.last('KillMode') ?? 'control-group'),
  },
];
