/** Ports for people, host by host. */
import { bracketed } from '../../spec/ip-address.ts';
import type { OpenPort } from './item.ts';

/** `visible` makes users' text harmless for a terminal. */
export function printPortTable(ports: readonly OpenPort[], visible: (text: string) => string): string {
  const hosts = [...new Set(ports.map(({ host }) => host))];
  const rows = ports.map((port) => ({ port, at: visible(printPlace(port)), component: visible(port.component) }));
  const widths = { at: widest(rows.map(({ at }) => at)), component: widest(rows.map(({ component }) => component)) };
  const tables = hosts.map((host) => {
    const lines = rows
      .filter(({ port }) => port.host === host)
      .map(({ port, at, component }) => {
        const who = port.note === undefined ? port.for : `${port.for}, ${port.note}`;
        return `  ${port.protocol.padEnd(4)}  ${at.padEnd(widths.at)}  ${component.padEnd(widths.component)}  ${who}\n`;
      });
    return `Ports of ${visible(host)}\n${lines.join('')}`;
  });
  return tables.join('\n');
}

function widest(texts: readonly string[]): number {
  return texts.reduce((width, text) => Math.max(width, text.length), 0);
}

/** `192.168.122.2:2379`, `[::]:30000-32767`, `0.0.0.0`. */
export function printPlace({ address, port, last }: OpenPort): string {
  const host = bracketed(address);
  if (port === undefined) return host;
  return `${host}:${port}${last === undefined ? '' : `-${last}`}`;
}
