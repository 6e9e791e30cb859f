/**
 * A DNS name: labels of letters, digits and `-` (RFC 1123, 2.1). A name whose last label is a number is
 * none: it would be taken for an address (RFC 1123; WHATWG URL).
 */
export function isDnsName(text: string): boolean {
  const labels = text.split('.');
  if (text.length > 253 || /^\d+$/.test(labels.at(-1) ?? '')) return false;
  return labels.every((label) => /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(label));
}
