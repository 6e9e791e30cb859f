/** Control characters but the tab: systemd drops an assignment that holds one; 219 drops one with a newline too. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are looked for
const control = /[\x01-\x08\x0b-\x1f\x7f]/;

/**
 * Why no systemd reads `text` as the value of a variable, or undefined when every one does. The encoding
 * rules matter most: one value that is not valid UTF-8 makes systemd refuse the whole file, and systemd
 * 219 counts noncharacters such as U+FFFE as invalid.
 */
export function envRefusal(text: string): string | undefined {
  if (text.includes('\n')) return 'holds a newline';
  if (text.includes('\0')) return 'holds a NUL character';
  if (control.test(text)) return 'holds a control character, for which systemd drops the variable';
  if (/\p{Surrogate}/u.test(text)) return 'holds half of a surrogate pair, which is no character';
  if (/\p{Noncharacter_Code_Point}/u.test(text)) return 'holds a code point that Unicode reserves as no character';
  return undefined;
}
