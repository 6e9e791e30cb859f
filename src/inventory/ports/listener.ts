/** Listeners from flags: an address and a port, or a list of URLs. */
import { byDefault } from '../../core/provenance.ts';
import { isLoopback, unbracketed } from '../../spec/ip-address.ts';
import type { GivenFlags } from './command-line.ts';
import type { Audience, Listener } from './item.ts';

export interface Question {
  readonly flags: GivenFlags;
  /** Flags that say the address, the one that counts first. */
  readonly addressFlags: readonly string[];
  readonly portFlags: readonly string[];
  readonly address: string;
  /** The default; 0 where it does not listen by itself. */
  readonly port: number;
  readonly for: Audience;
  readonly note?: string;
}

/** None where the port is 0 or no port at all. The address may hold the port: `0.0.0.0:10256`. */
export function listening({ flags, addressFlags, portFlags, address, port, note, ...rest }: Question): Listener[] {
  const given = (names: readonly string[]) => names.flatMap((name) => flags.get(name) ?? [])[0];
  const [at, on] = [given(addressFlags), given(portFlags)];
  const [, host, own] = /^(.*?)(?::(\d+))?$/s.exec(withoutBrackets(at?.value ?? address)) ?? [];
  const text = own ?? on?.value ?? String(port);
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (number < 1 || number > 65535) return [];
  const from = (own === undefined ? on : at)?.from ?? [byDefault('the program')];
  return [
    listener({
      protocol: 'tcp',
      address: host === '' || host === undefined ? address : unbracketed(host),
      port: number,
      from,
      ...(note && { note }),
      ...rest,
    }),
  ];
}

/** Each of a list of URLs; what is none is passed over. */
export function listeningAt(flags: GivenFlags, flag: string, rest: Pick<Listener, 'for' | 'note'>): Listener[] {
  const given = flags.get(flag);
  return (given?.value.split(',') ?? []).flatMap((text) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (given === undefined || url === undefined || !/^https?:$/.test(url.protocol)) return [];
    const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
    return [listener({ protocol: 'tcp', address: unbracketed(url.hostname), port, from: given.from, ...rest })];
  });
}

/** Nobody else reaches a loopback address, whoever has a reason to, and what is said of others is of no interest. */
function listener(one: Listener): Listener {
  if (!isLoopback(one.address)) return one;
  const { note: _, ...rest } = one;
  return { ...rest, for: 'this host' };
}

/** A bare IPv6 address has colons, but no port behind them. */
function withoutBrackets(text: string): string {
  return /^[^[].*:.*:/s.test(text) || text.startsWith('::') ? `[${text}]` : text;
}
