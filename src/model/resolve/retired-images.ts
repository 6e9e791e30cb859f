import { diagnostic } from '../../core/diagnostic.ts';
import type { ResolveContext } from './context.ts';

/** Components by what happened to the registry of their default image. */
export type RetiredImages = Map<string, Set<string>>;

export function noteRetired(retired: RetiredImages, why: string | undefined, name: string): void {
  if (why !== undefined) retired.set(why, (retired.get(why) ?? new Set()).add(name));
}

export function reportRetired(retired: RetiredImages, { report }: ResolveContext): void {
  for (const [why, names] of retired) {
    const list = [...names].map((name) => `\`${name}\``).join(', ');
    report(
      diagnostic('UC104', {
        message: `nobody serves the default image of ${list} any more`,
        why,
        specPath: ['host', 'os'],
      }),
    );
  }
}
