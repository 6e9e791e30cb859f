/** Ages: tmpfiles.d(5) "Age", with the time spans of systemd.time(7). */

const units = new Set(
  'us usec µs μs ms msec s sec second seconds m min minute minutes h hr hour hours d day days w week weeks'
    .split(' ')
    .concat('M month months y year years'.split(' ')),
);

/** `10d`, `1h30min`, `~m:1h`: a sum of numbers with units, before it what is compared. */
export function isAge(text: string): boolean {
  const span = text.replace(/^~/, '').replace(/^[aAbBcCmM]+:/, '');
  if (span.trim() === 'infinity') return true;
  const part = /[ \t\n\r]*(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)[ \t\n\r]*([A-Za-zµμ]*)[ \t\n\r]*/y;
  let at = 0;
  do {
    part.lastIndex = at;
    const match = part.exec(span);
    if (match === null || !(match[1] === '' || units.has(match[1] ?? ''))) return false;
    at = part.lastIndex;
  } while (at < span.length);
  return true;
}
