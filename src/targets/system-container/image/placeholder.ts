/** Names that the atomic command replaces when it installs an image: Atomic/syscontainers.py, `string.Template`. */
import { escapeTemplate } from '../../../codec/string-template/index.ts';

/** Marks a name inside values on their way through a codec: a noncharacter, which no spec can hold. */
const mark = '\ufdd0';

export function marked(name: string): string {
  return `${mark}{${name}}`;
}

/** A text of another syntax as a template that substitution turns into it, names that are marked filled in. */
export function toTemplate(text: string): string {
  return escapeTemplate(text).replaceAll(mark, '$');
}

/** Where state and configuration of this container are on a host, whatever name it is installed under. */
const ownDirectories = [
  { directory: '/var/lib', variable: 'STATE_DIRECTORY' },
  { directory: '/etc', variable: 'CONF_DIRECTORY' },
] as const;

/** `/var/lib/etcd/x` of the container etcd → `${STATE_DIRECTORY}/${NAME}/x`, marked; other paths stay. */
export function markedPath(path: string, container: string): string {
  for (const { directory, variable } of ownDirectories) {
    const own = `${directory}/${container}`;
    if (path === own || path.startsWith(`${own}/`)) {
      return `${marked(variable)}/${marked('NAME')}${path.slice(own.length)}`;
    }
  }
  return path;
}
