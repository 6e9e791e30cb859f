/** etcd: its URLs, its name and its place among the members, its data. Each contradiction was seen with etcd 3.4. */
import { tick } from '../../../spec/wording.ts';
import { type Instance, membersOf } from '../../cluster.ts';
import { clientUrls, peerUrls } from '../../etcd-urls.ts';
import { toldOf } from '../../flags/told.ts';
import { type CheckContext, type Contradiction, type DerivedCheck, fate } from './check.ts';
import { parsed, reaches } from './urls.ts';

/** What etcd takes where our default is taken away. */
const ownDefaults = { client: 'http://localhost:2379', peer: 'http://localhost:2380', name: 'default' };

type Side = 'client' | 'peer';

function wantedUrl({ cluster, self }: CheckContext, side: Side): string {
  return (side === 'client' ? clientUrls(cluster, self) : peerUrls(cluster, self)).advertised.value;
}

/** Each side's URLs have to include the one that the rest of the cluster was told. */
function urlCheck(flag: string, side: Side, anyHost: boolean): DerivedCheck {
  return {
    flags: [flag],
    judge(context) {
      const { told, self } = context;
      const wanted = wantedUrl(context, side);
      const target = parsed(wanted);
      const urls = (told.text ?? ownDefaults[side]).split(',').flatMap((url) => parsed(url) ?? []);
      const near = urls.filter(({ host }) => anyHost || reaches(target?.host ?? '', host));
      if (near.some(({ protocol, port }) => protocol === target?.protocol && port === target.port)) return undefined;
      const message = `\`${flag}\` of ${tick(self.name)} leaves out \`${wanted}\`, where ${side === 'client' ? 'clients' : 'the other members'} look for it`;
      const moved = near.find(({ protocol }) => protocol === target?.protocol);
      if (moved !== undefined)
        return { message, help: `write \`ports: { ${side}: ${moved.port} }\`, from which all of them follow` };
      const scheme = near.find(({ port }) => port === target?.port);
      if (scheme === undefined) return { message, help: `add \`${wanted}\`, or take the flag away` };
      return {
        message,
        help:
          scheme.protocol === 'https:'
            ? 'write `pki.etcd`, from which https follows'
            : 'write https, or take `pki.etcd` away',
      };
    },
  };
}

function effectiveName(self: Instance): string {
  const told = toldOf(self, ['name']);
  return told === undefined ? self.host.name : (told.text ?? ownDefaults.name);
}

const name: DerivedCheck = {
  flags: ['name'],
  judge({ self }) {
    const found = effectiveName(self);
    if (found === self.host.name || toldOf(self, ['initial-cluster']) !== undefined) return undefined;
    return {
      message: `${tick(self.name)} is named ${tick(found)}, and the members know it as ${tick(self.host.name)}`,
      help: 'take `name` away: it is the name of the host under `hosts`',
      why: 'etcd ends when `initial-cluster` does not have its own name',
    };
  },
};

const initialCluster: DerivedCheck = {
  flags: ['initial-cluster'],
  judge({ told, self }) {
    if (told.text === null && isDiscovered(self)) return undefined;
    const found = effectiveName(self);
    if (told.text?.split(',').some((entry) => entry.trim().startsWith(`${found}=`)) === true) return undefined;
    return {
      message: `\`initial-cluster\` of ${tick(self.name)} does not have its own member ${tick(found)}`,
      help: 'take the flag away: it follows from `hosts` and `ports`',
      why: 'etcd ends when `initial-cluster` does not have its own name',
    };
  },
};

const advertisedToPeers: DerivedCheck = {
  flags: ['initial-advertise-peer-urls'],
  judge(context) {
    const { told, self } = context;
    const wanted = wantedUrl(context, 'peer');
    if (toldOf(self, ['initial-cluster']) !== undefined || told.text?.replace(/\/$/, '') === wanted) return undefined;
    const url = parsed(told.text ?? ownDefaults.peer);
    const moved = url !== undefined && url.port !== parsed(wanted)?.port;
    return {
      message: `\`initial-advertise-peer-urls\` of ${tick(self.name)} is not \`${wanted}\`, as the members know it`,
      help: moved
        ? `write \`ports: { peer: ${url.port} }\`, from which both follow`
        : `take the flag away: it follows from \`hosts.${self.host.name}.address\``,
      why: 'etcd ends when `initial-cluster` names other URLs for it',
    };
  },
};

const state: DerivedCheck = {
  flags: ['initial-cluster-state'],
  judge({ told, self }) {
    const { members } = self.settings;
    if (members === undefined || (told.text ?? 'new') === members.value) return undefined;
    const message = `\`initial-cluster-state\` of ${tick(self.name)} is not ${tick(members.value)}, as \`members\` says`;
    return { message, help: 'take the flag away, and write `members`' };
  },
};

const token: DerivedCheck = {
  flags: ['initial-cluster-token'],
  judge({ told, self, cluster }) {
    const other = membersOf(cluster, self.name).find(
      (member) => member !== self && toldOf(member, ['initial-cluster-token'])?.text !== told.text,
    );
    if (other === undefined) return undefined;
    return {
      message: `\`initial-cluster-token\` of ${tick(self.name)} is not the same on ${tick(other.host.name)}`,
      help: `write it under \`components.${self.name}\`, for all members`,
      why: 'members with different tokens found different clusters and refuse each other',
    };
  },
};

/** Only these directories are made, handed over and mounted. */
function directoryCheck(flag: string): DerivedCheck {
  return {
    flags: [flag],
    judge({ told: { text }, self: { name: own, settings } }) {
      const { dataDir, mounts, target } = settings;
      if (dataDir === undefined || (text === null && flag !== 'data-dir')) return undefined;
      const roots = [dataDir.value, ...(target.value === 'host' ? [] : mounts.map(({ value }) => value.target))];
      if (text !== null && roots.some((root) => `${text}/`.startsWith(`${root}/`))) return undefined;
      const proposal = text?.startsWith('/') === true ? ` \`dataDir: ${text}\`, or a directory` : ' a directory';
      return {
        message: `\`${flag}\` of ${tick(own)} is ${fate(text)}, and its state is kept in ${tick(dataDir.value)}`,
        help:
          flag === 'data-dir'
            ? `write${proposal} below ${tick(dataDir.value)}`
            : `write a directory below ${tick(dataDir.value)}, or add it to \`mounts\``,
        why: 'that directory is not made for etcd, and in a container it is lost with it',
      };
    },
  };
}

const configFile: DerivedCheck = {
  flags: ['config-file'],
  judge: ({ told, self }) =>
    told.text === null
      ? undefined
      : {
          message: `with \`config-file\`, ${tick(self.name)} passes over everything else that it is told`,
          help: 'write what the file says as `flags`',
        },
};

function isDiscovered(self: Instance): boolean {
  return ['discovery', 'discovery-srv'].some((flag) => (toldOf(self, [flag])?.text ?? '') !== '');
}

const discovery: DerivedCheck = {
  flags: ['discovery', 'discovery-srv'],
  judge({ told, self }): Contradiction | undefined {
    if ((told.text ?? '') === '' || toldOf(self, ['initial-cluster'])?.text === null) return undefined;
    return {
      message: `\`${told.flag}\` of ${tick(self.name)} excludes \`initial-cluster\`, which has the hosts of this spec`,
      help: 'take it away, or write `initial-cluster: null` too',
      why: 'etcd ends when it is told two ways to find its members',
    };
  },
};

/** The scheme of every URL follows from pki, and etcd ignores certificates under http. */
function secured(side: Side, flags: readonly string[]): DerivedCheck {
  const listen = `listen-${side}-urls`;
  return {
    flags,
    judge({ told, self, cluster }) {
      const isOff = told.text === null || told.text === '' || told.text === 'false';
      if (isOff || cluster.pki.etcd !== undefined || toldOf(self, [listen]) !== undefined) return undefined;
      return {
        message: `${tick(told.flag)} of ${tick(self.name)} has no effect: without \`pki.etcd\` it serves plain http`,
        help: 'write the certificates under `pki.etcd`',
        why: 'etcd ignores certificates for URLs with http, and says so only in its log',
      };
    },
  };
}

export const etcdChecks: readonly DerivedCheck[] = [
  urlCheck('listen-client-urls', 'client', false),
  urlCheck('advertise-client-urls', 'client', true),
  urlCheck('listen-peer-urls', 'peer', false),
  advertisedToPeers,
  name,
  initialCluster,
  state,
  token,
  directoryCheck('data-dir'),
  directoryCheck('wal-dir'),
  configFile,
  discovery,
  secured('client', ['cert-file', 'auto-tls', 'client-cert-auth']),
  secured('peer', ['peer-cert-file', 'peer-auto-tls', 'peer-client-cert-auth']),
];
