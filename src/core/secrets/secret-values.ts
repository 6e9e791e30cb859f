/** What secrets look like. Precise rather than complete: a false alarm blocks a spec that is right. */
import type { Range } from '../diagnostic.ts';

/** A PEM block that must stay private; certificates and public keys are none. */
export function isPrivatePem(text: string): boolean {
  return /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----/.test(text);
}

/** Contents of any PEM file; a spec carries only paths. */
export function isPem(text: string): boolean {
  return text.includes('-----BEGIN ');
}

/** `https://user:password@host`. */
export function hasPasswordInUrl(text: string): boolean {
  return /\b[a-z][a-z0-9+.-]*:\/\/[^/\s:@]*:[^/\s@]+@/i.test(text);
}

const tokenForms: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: 'a GitHub token', pattern: /\bgh[pousr]_[A-Za-z0-9]{36,}/ },
  { name: 'a GitLab token', pattern: /\bglpat-[A-Za-z0-9_-]{20,}/ },
  { name: 'an AWS access key', pattern: /\b(AKIA|ASIA)[A-Z0-9]{16}\b/ },
  { name: 'a JSON web token', pattern: /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/ },
  { name: 'a bearer token', pattern: /\bBearer [A-Za-z0-9._~+/-]{16,}/ },
];

/** `a GitHub token`, or undefined. */
export function tokenForm(text: string): string | undefined {
  return tokenForms.find(({ pattern }) => pattern.test(text))?.name;
}

/** Where a text holds such tokens. */
export function tokenRanges(text: string): Range[] {
  return tokenForms.flatMap(({ pattern }) =>
    [...text.matchAll(new RegExp(pattern, 'g'))].map(({ index, 0: token }) => ({
      start: index,
      end: index + token.length,
    })),
  );
}

/** 32 and more characters of base64 or hex with letters and digits: a key, hardly a word. */
export function looksEncoded(text: string): boolean {
  return /^[A-Za-z0-9+/_-]{32,}={0,2}$/.test(text) && /[0-9]/.test(text) && /[A-Za-z]/.test(text);
}
