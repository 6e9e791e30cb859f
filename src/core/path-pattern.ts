/** Patterns of paths as users write them to choose files: `etc/systemd/**`, `*.service`. */

/**
 * `*` and `?` stand for what is within one name, `**` for any number of names; all else is itself. A pattern without a
 * slash is for the last name, a slash in front is of no matter.
 */
export function pathPattern(pattern: string): (path: string) => boolean {
  const names = pattern.replace(/^\/+/, '').split('/');
  const wanted = pattern.includes('/') ? names : ['**', ...names];
  const characters = new Map(wanted.map((name) => [name, [...name]]));
  const isName = (one: string, name: string) =>
    isLike(characters.get(one) ?? [], [...name], '*', (a, b) => a === '?' || a === b);
  return (path) => isLike(wanted, path.split('/'), '**', isName);
}

/** `star` is any number of anything. Where a way ends, only the last star before is tried again: no more than m·n steps. */
function isLike(
  pattern: readonly string[],
  text: readonly string[],
  star: string,
  isSame: (wanted: string, found: string) => boolean,
): boolean {
  let [at, next] = [0, 0];
  let [lastStar, after] = [-1, 0];
  while (at < text.length) {
    const wanted = pattern[next];
    if (wanted === star) {
      lastStar = next;
      after = at;
      next += 1;
    } else if (wanted !== undefined && isSame(wanted, text[at] ?? '')) {
      at += 1;
      next += 1;
    } else if (lastStar !== -1) {
      after += 1;
      at = after;
      next = lastStar + 1;
    } else return false;
  }
  return pattern.slice(next).every((one) => one === star);
}
