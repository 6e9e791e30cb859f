import { diagnostic } from '../../core/diagnostic.ts';
import { isDnsName } from '../dns-name.ts';
import { parseIp } from '../ip-address.ts';
import { tick } from '../wording.ts';
import type { Check } from './check.ts';
import { select, texts } from './select.ts';

export const checkHostAddresses: Check = (root, report) => {
  for (const { text, node } of texts(select(root, ['hosts', '*', 'address']))) {
    if (text === '' || isAddress(text)) continue;
    const message = `${tick(text)} is neither an IP address nor a DNS name`;
    const bare = withoutRest(text);
    report(
      diagnostic('UC027', {
        message,
        ...(bare === undefined ? {} : { help: `write only ${tick(bare)}` }),
        ...node.place,
      }),
    );
  }
};

function isAddress(text: string): boolean {
  return parseIp(text) !== undefined || isDnsName(text);
}

/** The address in `http://a:8080/x`, `a:8080`, `a/24`, `[::1]:2379`. */
function withoutRest(text: string): string | undefined {
  const bare = text.replace(/^[a-z]+:\/\//i, '').replace(/\/.*$/s, '');
  const bracketed = /^\[(.*)\](:\d+)?$/s.exec(bare)?.[1];
  return [bracketed ?? '', bare, bare.replace(/:\d+$/, '')].find(
    (candidate) => candidate !== '' && isAddress(candidate),
  );
}
