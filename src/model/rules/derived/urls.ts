/** Comparing what a program listens on with where others look for it. */
import { isEverywhere, isLoopback, parseIp, unbracketed } from '../../../spec/ip-address.ts';

interface Listened {
  readonly protocol: string;
  readonly host: string;
  readonly port: string;
}

/** Undefined for what is no URL; the program itself refuses that. */
export function parsed(url: string): Listened | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, port } = new URL(url);
  return { protocol, host: bare(hostname), port: port || (protocol === 'https:' ? '443' : '80') };
}

export function bare(host: string): string {
  return unbracketed(host).toLowerCase();
}

/** Whether a connection to `wanted` arrives at something that listens on `host`. A name may be any address but loopback. */
export function reaches(wanted: string, host: string): boolean {
  if (isEverywhere(host) || bare(host) === bare(wanted)) return true;
  const [one, other] = [parseIp(bare(wanted)), parseIp(bare(host))];
  if (one !== undefined && other !== undefined) return one.join() === other.join();
  return isLoopback(bare(wanted)) === isLoopback(bare(host));
}
