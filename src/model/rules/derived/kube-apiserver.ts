/** kube-apiserver: what it serves against the endpoint by which everybody reaches it. */
import { firstSpecPath } from '../../../core/provenance.ts';
import { bracketed, isEverywhere, isLoopback } from '../../../spec/ip-address.ts';
import { tick } from '../../../spec/wording.ts';
import { type CheckContext, type DerivedCheck, fate } from './check.ts';
import { bare, reaches } from './urls.ts';

/** Where the endpoint is this server itself, and not a load balancer or a name in front of it. */
function ownEndpoint({ cluster, self }: CheckContext) {
  const { endpoint } = cluster.kubernetes;
  if (endpoint === undefined) return undefined;
  const { protocol, port, hostname } = endpoint.value;
  const host = bare(hostname);
  const address = self.host.address.value;
  const isWritten = firstSpecPath(endpoint.from)?.[0] === 'kubernetes';
  if (isWritten && !isLoopback(host) && bare(address) !== host && !isEverywhere(host)) return undefined;
  const isSecure = protocol === 'https:';
  return { isSecure, host, port: port || (isSecure ? '443' : '80'), protocol };
}

type OwnEndpoint = NonNullable<ReturnType<typeof ownEndpoint>>;

/** `judge` is given what the server listens on and where it is looked for: undefined where the two agree. */
function endpointCheck(
  {
    isSecure,
    flags,
    standard,
  }: { readonly isSecure: boolean; readonly flags: readonly string[]; readonly standard: string },
  judge: (text: string, endpoint: OwnEndpoint) => { readonly where: string; readonly help: string } | undefined,
): DerivedCheck {
  return {
    flags,
    judge(context) {
      const { told, self } = context;
      const endpoint = ownEndpoint(context);
      if (endpoint === undefined || endpoint.isSecure !== isSecure) return undefined;
      const found = judge(told.text ?? standard, endpoint);
      if (found === undefined) return undefined;
      const message = `${tick(told.flag)} of ${tick(self.name)} is ${fate(told.text)}, and everybody looks for it at ${found.where}`;
      return { message, help: found.help };
    },
  };
}

function portCheck(isSecure: boolean, flags: readonly string[], standard: string): DerivedCheck {
  return endpointCheck({ isSecure, flags, standard }, (text, { protocol, host, port }) => {
    if (port === text) return undefined;
    const url = (number: string) => `${protocol}//${bracketed(host)}:${number}`;
    return {
      where: `\`${url(port)}\``,
      help: /^[1-9]\d{0,4}$/.test(text)
        ? `write \`kubernetes.controlPlaneEndpoint: ${url(text)}\`, from which both follow`
        : 'take the flag away: it follows from `kubernetes.controlPlaneEndpoint`',
    };
  });
}

function addressCheck(isSecure: boolean, flags: readonly string[], standard: string): DerivedCheck {
  return endpointCheck({ isSecure, flags, standard }, (text, { host }) => {
    if (reaches(host, bare(text))) return undefined;
    const help = `write \`0.0.0.0\` or ${tick(host)}, or another \`kubernetes.controlPlaneEndpoint\``;
    return { where: tick(host), help };
  });
}

/** Addresses of the name service and of the API in certificates are in this network; a second one may follow. */
export function serviceNetwork(standard: string | undefined): DerivedCheck {
  return {
    flags: ['service-cluster-ip-range'],
    judge({ told, self, cluster }) {
      const range = cluster.kubernetes.serviceCIDR.value;
      const text = told.text ?? standard;
      if (text === undefined || text.split(',')[0] === range) return undefined;
      return {
        message: `\`service-cluster-ip-range\` of ${tick(self.name)} is ${fate(told.text)}, and the cluster's is ${tick(range)}`,
        help:
          told.text === null
            ? 'take `null` away'
            : `write \`kubernetes.serviceCIDR: ${text.split(',')[0]}\`, from which all of them follow`,
      };
    },
  };
}

export const apiserverChecks: readonly DerivedCheck[] = [
  portCheck(true, ['secure-port'], '6443'),
  portCheck(false, ['insecure-port', 'port'], '8080'),
  addressCheck(true, ['bind-address'], '0.0.0.0'),
  addressCheck(false, ['insecure-bind-address', 'address'], '127.0.0.1'),
  serviceNetwork('10.0.0.0/24'),
];
