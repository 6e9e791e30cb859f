/** Files of a host before and after a change. */
import type { Of } from '../examples.ts';

export type Change = Of<'change'>;

const etcdConf = 'etc/etcd/etcd.conf';
export const apiserver = 'etc/kubernetes/apiserver';
export const service = 'etc/systemd/system/web.service';

/** One file of which something differs. */
export function file(path: string, before: string, after: string): Change {
  return { kind: 'change', before: { [path]: before }, after: { [path]: after } };
}

export function etcd(before: string, after: string): Change {
  return file(etcdConf, `${before}\n`, `${after}\n`);
}

export function flags(before: string, after: string): Change {
  return file(apiserver, `KUBE_API_ARGS="${before}"\n`, `KUBE_API_ARGS="${after}"\n`);
}

export function unit(before: string, after: string): Change {
  return file(service, `[Service]\n${before}\n`, `[Service]\n${after}\n`);
}

export function container(before: string, after: string): Change {
  return unit(`ExecStart=/usr/bin/docker run --rm ${before}`, `ExecStart=/usr/bin/docker run --rm ${after}`);
}

/** A unit that was not there. */
export function added(text: string): Change {
  return { kind: 'change', before: {}, after: { [service]: text } };
}

/** The text of a service that the host starts when it boots. */
export function installed(settings: string): string {
  return `[Service]\n${settings}\n[Install]\nWantedBy=multi-user.target\n`;
}
