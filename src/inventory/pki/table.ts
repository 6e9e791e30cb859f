/** Items for people, host by host. */
import type { PkiItem, Subject } from './item.ts';

/** `visible` makes users' text harmless for a terminal. */
export function printPkiTable(items: readonly PkiItem[], visible: (text: string) => string): string {
  const hosts = [...new Set(items.map(({ host }) => host))];
  const tables = hosts.map((host) => {
    const own = items.filter((item) => item.host === host);
    const width = Math.max(...own.map(({ path }) => path.length));
    return `${visible(host)}\n${own.map((item) => lines(item, width, visible)).join('')}`;
  });
  return tables.join('\n');
}

function lines(item: PkiItem, width: number, visible: (text: string) => string): string {
  const head = `  ${item.kind.padEnd(11)}  ${item.mode} ${item.owner}  ${visible(item.path.padEnd(width))}`;
  const more = [
    ...details(item),
    ...(item.shared ? ['the same file on every host that has it'] : []),
    `read by ${item.readers.map(({ component, flag }) => `${component} (${flag})`).join(', ')}`,
    ...item.notes,
  ];
  return `${head.trimEnd()}\n${more.map((line) => `               ${visible(line)}\n`).join('')}`;
}

function details(item: PkiItem): string[] {
  switch (item.kind) {
    case 'ca':
      return [`${printSubject(item.subject)}; signs, and its key stays off the hosts`];
    case 'ca-key':
      return [`the key of the authority ${item.authority}`];
    case 'certificate':
      return [
        `${printSubject(item.subject)}, signed by ${item.authority}-ca, for a ${item.usage.join(' and a ')}`,
        ...(item.names.dns.length + item.names.ip.length === 0
          ? []
          : [`names: ${[...item.names.dns, ...item.names.ip].join(', ')}`]),
        item.key === undefined ? 'no flag names its key' : `key: ${item.key}`,
      ];
    case 'key':
      return [];
    case 'public-key':
      return [item.key === undefined ? 'no flag names its key' : `of the key ${item.key}`];
    case 'kubeconfig':
      return [
        `user ${printSubject(item.subject)}, server ${item.server ?? 'unknown'}${
          item.authority === undefined ? '' : `, signed by ${item.authority}-ca`
        }`,
      ];
  }
}

/** `O=system:masters, CN=admin`. */
export function printSubject({ commonName, organization }: Subject): string {
  return `${organization === undefined ? '' : `O=${organization}, `}CN=${commonName}`;
}
