import { diagnostic } from '../../core/diagnostic.ts';
import { parseIp } from '../../spec/ip-address.ts';
import type { Host, Instance } from '../cluster.ts';
import { settingPath } from '../setting-path.ts';
import type { Rule } from './rule.ts';

/** All containers use the host's network, so a port can be taken once on a host. */
export const portClash: Rule = ({ cluster }, report) => {
  for (const host of cluster.hosts) {
    const taken = new Map<number, { instance: Instance; name: string }>();
    for (const instance of host.instances) {
      for (const [name, port] of instance.settings.ports) {
        const first = taken.get(port.value);
        if (first === undefined) {
          taken.set(port.value, { instance, name });
          continue;
        }
        const other = first.instance.settings.ports.get(first.name);
        report(
          diagnostic('UC112', {
            message: `port ${port.value} is used twice on host \`${host.name}\``,
            label: `also taken by \`${first.instance.name}\` as \`${first.name}\``,
            specPath: settingPath(port, [instance.section, instance.name]),
            related: [
              {
                file: '',
                message: `\`${first.instance.name}\` takes it here`,
                specPath: settingPath(other ?? port, ['hosts', host.name, 'roles']),
              },
            ],
          }),
        );
      }
    }
  }
};

export const addressClash: Rule = ({ cluster }, report) => {
  const taken = new Map<string, Host>();
  for (const host of cluster.hosts) {
    const { value } = host.address;
    // An address has several spellings: `fd00::1`, `fd00:0::1`, `Master.lab`.
    const address = parseIp(value)?.join('.') ?? value.toLowerCase();
    const first = taken.get(address);
    if (first === undefined) taken.set(address, host);
    else {
      report(
        diagnostic('UC113', {
          message: `\`${host.name}\` has the address of \`${first.name}\``,
          specPath: ['hosts', host.name, 'address'],
          related: [{ file: '', message: `\`${first.name}\``, specPath: ['hosts', first.name, 'address'] }],
        }),
      );
    }
  }
};
