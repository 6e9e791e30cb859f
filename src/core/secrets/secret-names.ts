/** Names under which secrets are passed. */

const secretWords = new Set(['password', 'passwd', 'passphrase', 'token', 'secret', 'apikey', 'credentials']);
const keyQualifiers = new Set(['api', 'access', 'secret', 'private', 'encryption', 'signing', 'account']);

/** Most names have none of them in it. */
const anyWord = /pass|token|secret|key|credentials/i;

/** Names that end in such a word and carry none: etcd's cluster token is a label, its auth-token a method. */
const harmless = new Set(['initial cluster token', 'etcd initial cluster token', 'auth token', 'etcd auth token']);

/** `ETCD_ROOT_PASSWORD`, `rootPassword`, `root-password` → `root`, `password`. */
function wordsOf(name: string): string[] {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').replace(/[^A-Za-z0-9]+/g, ' ');
  return spaced.trim().toLowerCase().split(' ');
}

/** The value under this name is a secret itself: the name ends in `password`, `token`, `api-key`, … */
export function namesSecret(name: string): boolean {
  if (!anyWord.test(name)) return false;
  const words = wordsOf(name);
  if (harmless.has(words.join(' '))) return false;
  const last = words.at(-1) ?? '';
  return secretWords.has(last) || (last === 'key' && keyQualifiers.has(words.at(-2) ?? ''));
}

/** The name has to do with secrets: `TOKEN_DATA`, `PRIVATE_KEY_B64`. */
export function mentionsSecret(name: string): boolean {
  if (!anyWord.test(name)) return false;
  const words = wordsOf(name);
  if (harmless.has(words.join(' '))) return false;
  return words.some((word) => secretWords.has(word) || word === 'key');
}
