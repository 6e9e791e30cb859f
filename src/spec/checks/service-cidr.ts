import { diagnostic } from '../../core/diagnostic.ts';
import { parseIp } from '../ip-address.ts';
import { tick } from '../wording.ts';
import type { Check } from './check.ts';
import { select, texts } from './select.ts';

export const checkServiceCidr: Check = (root, report) => {
  for (const { text, node } of texts(select(root, ['kubernetes', 'serviceCIDR'], ['flannel', 'network']))) {
    const problem = text === '' ? undefined : judge(text);
    if (problem !== undefined) report(diagnostic('UC028', { ...problem, ...node.place }));
  }
};

function judge(text: string): { message: string; help?: string } | undefined {
  const [address = '', prefix, ...rest] = text.split('/');
  const bytes = parseIp(address);
  if (bytes === undefined || rest.length > 0)
    return { message: `${tick(text)} is not a network such as \`10.254.0.0/16\`` };
  const bits = bytes.length * 8;
  if (prefix === undefined) {
    return {
      message: `${tick(text)} has no prefix length`,
      help: `write how many bits the network fixes: ${tick(`${text}/16`)}`,
    };
  }
  if (!/^(0|[1-9]\d{0,2})$/.test(prefix) || Number(prefix) > bits) {
    return { message: `${tick(`/${prefix}`)} is not a prefix length`, help: `write a number from 0 to ${bits}` };
  }
  if (hasHostBits(bytes, Number(prefix)))
    return { message: `${tick(text)} has bits behind its prefix that are not zero` };
  return undefined;
}

function hasHostBits(bytes: readonly number[], prefix: number): boolean {
  return bytes.some((byte, index) => {
    const free = Math.min(8, Math.max(0, (index + 1) * 8 - prefix));
    return (byte & ((1 << free) - 1)) !== 0;
  });
}
