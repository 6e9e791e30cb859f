/** Ports of services against those that the components of the same host take by themselves. */
import { type Diagnostic, diagnostic } from '../../core/diagnostic.ts';
import { firstSpecPath } from '../../core/provenance.ts';
import type { Cluster, Host, Instance } from '../../model/cluster.ts';
import { settingPath } from '../../model/setting-path.ts';
import type { OpenPort } from './item.ts';

/** Ports that both entries say themselves are compared by a rule of the model. */
export function portClashes(cluster: Cluster, open: readonly OpenPort[]): Diagnostic[] {
  return cluster.hosts.flatMap((host) =>
    host.instances.filter(({ section }) => section === 'services').flatMap((service) => clashesOf(service, host, open)),
  );
}

function clashesOf({ name, settings }: Instance, host: Host, open: readonly OpenPort[]): Diagnostic[] {
  return [...settings.ports].flatMap(([key, port]) => {
    const taken = open.find((one) => one.host === host.name && takes(one, port.value) && isOwn(one, host));
    if (taken === undefined) return [];
    const at = firstSpecPath(taken.from);
    const message = `port ${port.value} is used twice on host \`${host.name}\``;
    return [
      diagnostic('UC112', {
        message,
        label: `\`${taken.component}\` listens on ${taken.address}:${port.value}`,
        help: 'give one of them another port; where their addresses differ, leave it out of `ports`',
        specPath: settingPath(port, ['services', name, 'ports', key]),
        ...(at && { related: [{ file: '', message: `\`${taken.component}\` takes it here`, specPath: at }] }),
      }),
    ];
  });
}

/** Of a range, only some are taken, and nobody knows which. */
function takes({ protocol, port, last }: OpenPort, number: number): boolean {
  return protocol === 'tcp' && port === number && last === undefined;
}

/** Of a component, and not among the ports that its entry names. */
function isOwn({ component, port }: OpenPort, { instances }: Host): boolean {
  const owner = instances.find(({ name }) => name === component);
  return owner?.section === 'components' && ![...owner.settings.ports.values()].some(({ value }) => value === port);
}
