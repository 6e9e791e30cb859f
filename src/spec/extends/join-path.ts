/** Path rules of `extends`, on names alone: POSIX, no disk, no working directory. */

/** `examples/a.yaml` + `../base.yaml` → `base.yaml`. Leading `..` that leave the start stay. */
export function joinFrom(file: string, relative: string): string {
  const directory = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '';
  return normalize(`${directory === '' && file.startsWith('/') ? '/' : directory}/${relative}`, file.startsWith('/'));
}

function normalize(path: string, absolute: boolean): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') kept.push(segment);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!absolute) kept.push('..');
  }
  const joined = kept.join('/');
  if (absolute) return `/${joined}`;
  return joined === '' ? '.' : joined;
}
