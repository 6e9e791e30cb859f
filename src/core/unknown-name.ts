/** What to say of a name that is none of those that there are. */
import { nearest } from './nearest.ts';
import { compareBytes } from './order.ts';

interface UnknownName {
  readonly message: string;
  readonly help: string;
}

/** More are counted only. */
const mostListed = 20;

/** `message` is continued by the name; `all` by what there is, which is the help where nothing is close: `its hosts are`. */
export function unknownName(message: string, name: string, known: Iterable<string>, all: string): UnknownName {
  const names = [...new Set(known)].sort(compareBytes);
  const close = nearest(name, names);
  return {
    message: `${message} \`${name}\``,
    help: close === undefined ? `${all} ${listed(names)}` : `did you mean \`${close}\`?`,
  };
}

export function unknownHost(owner: string, name: string, known: Iterable<string>): UnknownName {
  return unknownName(`${owner} has no host`, name, known, 'its hosts are');
}

function listed(names: readonly string[]): string {
  const rest = names.length - mostListed;
  return rest <= 0 ? names.join(', ') : `${names.slice(0, mostListed).join(', ')} and ${rest} more`;
}
