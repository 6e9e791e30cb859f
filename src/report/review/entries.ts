/** What a review has of files, as a tree has it. */
import type { Entry } from '../../diff/entry.ts';
import type { Content, Review, SideEntry } from '../../review/model.ts';

/** The entry with its bytes; of a content that the review does not hold, an Error: it is none of ours then. */
export function entryIn(review: Review, entry: SideEntry): Entry {
  const owner = entry.owner === undefined ? {} : { owner: entry.owner };
  if (entry.type === 'symlink') return { ...owner, type: 'symlink', target: entry.target };
  const mode = Number.parseInt(entry.mode, 8);
  if (entry.type === 'directory') return { ...owner, type: 'directory', mode };
  return { ...owner, type: 'file', mode, content: bytesOf(contentOf(review, entry.content)) };
}

/** What is to be read of it: a file's text, where a symlink leads; '' of nothing, undefined of what is no text. */
export function textIn(review: Review, entry: SideEntry | undefined): string | undefined {
  if (entry === undefined || entry.type === 'directory') return '';
  if (entry.type === 'symlink') return entry.target;
  const content = contentOf(review, entry.content);
  return 'text' in content ? content.text : undefined;
}

function contentOf({ contents }: Review, key: string): Content {
  const content = Object.hasOwn(contents, key) ? contents[key] : undefined;
  if (content === undefined) throw new Error(`the review does not hold the content ${key}`);
  return content;
}

function bytesOf(content: Content): Uint8Array {
  if ('text' in content) return new TextEncoder().encode(content.text);
  return Uint8Array.from(atob(content.base64), (character) => character.charCodeAt(0));
}
