import { diagnostic } from '../../core/diagnostic.ts';
import { parseImageReference } from '../image-reference.ts';
import { tick } from '../wording.ts';
import type { Check } from './check.ts';
import { inComponents, select, texts } from './select.ts';

export const checkImages: Check = (root, report) => {
  for (const { text, node } of texts(select(root, ...inComponents('image'), ['kubectl', 'image']))) {
    if (text === '') continue;
    const parsed = parseImageReference(text);
    if (!parsed.ok) {
      report(diagnostic('UC030', { message: `the image ${tick(text)} ${parsed.reason}`, ...node.place }));
      continue;
    }
    const { tag, digest } = parsed.reference;
    if (tag === undefined && digest === undefined) {
      const help = `write the version behind it: ${tick(`${text}:1.5.2`)}`;
      report(
        diagnostic('UC030', { message: `the image ${tick(text)} has neither tag nor digest`, help, ...node.place }),
      );
    }
    if (tag === 'latest' && digest === undefined) {
      report(diagnostic('UC031', { message: `the image ${tick(text)} is whatever was pushed last`, ...node.place }));
    }
  }
};
