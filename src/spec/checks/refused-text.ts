import { hasPasswordInUrl, isPem, isPrivatePem, tokenForm } from '../../core/secrets/secret-values.ts';

/**
 * Control characters but the tab, halves of surrogate pairs, and the noncharacters with which systemd
 * refuses a whole line (`unichar_is_valid()` in its src/basic/utf8.c).
 */
const refused = /(?!\t)\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}/u;

/** The first character that no file of a host may carry. */
export function refusedCharacter(text: string): string | undefined {
  return refused.exec(text)?.[0];
}

/** What makes a text a secret, whatever it is called. */
export function secretIn(text: string): string | undefined {
  if (isPrivatePem(text)) return 'a private key';
  if (isPem(text)) return 'the contents of a PEM file';
  if (hasPasswordInUrl(text)) return 'a URL with a password';
  return tokenForm(text);
}

/** Refused as it stands: further checks have nothing to add, and must not repeat a secret in a message. */
export function isRefused(text: string): boolean {
  return refusedCharacter(text) !== undefined || secretIn(text) !== undefined;
}
