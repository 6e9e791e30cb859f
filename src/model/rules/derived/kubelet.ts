/** kubelet: directories that its container has, and the runtime that its unit waits for. */
import { tick } from '../../../spec/wording.ts';
import { type DerivedCheck, fate } from './check.ts';

const rootDirectory: DerivedCheck = {
  flags: ['root-dir'],
  judge({ told: { text }, self: { name, settings } }) {
    const { dataDir } = settings;
    if (dataDir === undefined || (text ?? '/var/lib/kubelet') === dataDir.value) return undefined;
    return {
      message: `\`root-dir\` of ${tick(name)} is ${fate(text)}, and its state is kept in ${tick(dataDir.value)}`,
      help: text === null ? 'take `null` away' : `write \`dataDir: ${text}\`, from which both follow`,
      why: 'that directory is not made for the kubelet, and volumes in it do not leave its container',
    };
  },
};

const runtime: DerivedCheck = {
  flags: ['container-runtime-endpoint'],
  judge({ told: { text }, self: { name, settings } }) {
    const socket = settings.criSocket?.value;
    if (socket === undefined || text?.replace(/^\//, 'unix:///') === socket) return undefined;
    return {
      message: `\`container-runtime-endpoint\` of ${tick(name)} is not ${tick(socket)}, as \`criSocket\` says`,
      help: 'take the flag away, and write `criSocket`',
    };
  },
};

/** Without a container every path is the host's. */
function cniCheck(flag: string, key: 'binDir' | 'confDir'): DerivedCheck {
  return {
    flags: [flag],
    judge({ told: { text }, self: { name, settings } }) {
      const { cni, mounts, target } = settings;
      const roots = [...(cni ? [cni[key].value] : []), ...mounts.map(({ value }) => value.target)];
      if (text === null || target.value === 'host' || roots.some((root) => `${text}/`.startsWith(`${root}/`)))
        return undefined;
      return {
        message: `${tick(text)}, the \`${flag}\` of ${tick(name)}, is not in its container`,
        help: `write \`cni: { ${key}: ${text} }\`, from which the flag and the mount follow`,
      };
    },
  };
}

export const kubeletChecks: readonly DerivedCheck[] = [
  rootDirectory,
  runtime,
  cniCheck('cni-bin-dir', 'binDir'),
  cniCheck('cni-conf-dir', 'confDir'),
];
