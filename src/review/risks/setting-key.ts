/** By what flags, variables in their place, and images are known again elsewhere. */
import type { ElementReview, Syntax } from '../model.ts';

/** What etcd and flannel take for a flag of theirs, though no unit names it. */
export const isReadByProgram = /^(?:ETCD|FLANNELD)_/;

/** Its name, and what stands behind: what it is about. Undefined for what is none of these. */
export function keyOfElement({ kind, at }: Pick<ElementReview, 'kind' | 'at'>, syntax: Syntax): string | undefined {
  const last = at.at(-1) ?? '';
  if (kind === 'word') return last === 'image' ? JSON.stringify(['image']) : undefined;
  if (kind !== 'flag' && !(kind === 'variable' && isReadByProgram.test(last))) return undefined;
  const flag = at.findIndex((part) => part.startsWith('--'));
  return JSON.stringify([settingName(at, syntax), ...(flag === -1 ? [] : at.slice(flag + 1))]);
}

/** The flag or variable that is furthest in; what stands behind is what it is about. */
export function settingName(at: readonly string[], syntax: Syntax): string {
  const flag = at.find((part) => part.startsWith('--'));
  if (flag !== undefined) return flag.replace(/^-+/, '').replaceAll('_', '-');
  const variable = at.find((part) => /^(?:ETCD|FLANNELD)_[A-Z0-9_]+$/.test(part));
  if (variable !== undefined)
    return variable
      .replace(/^[A-Z]+_/, '')
      .toLowerCase()
      .replaceAll('_', '-');
  return syntax === 'unit' ? at.slice(0, 2).join('.') : at.join('.');
}
