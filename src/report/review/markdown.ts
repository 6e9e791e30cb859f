/** A review as a comment of a pull request: what counts first, and never more than a comment may hold. */
import { markdownCode, markdownComment, markdownProse, markdownText } from '../../codec/markdown/index.ts';
import type { Review, Risk } from '../../review/model.ts';
import { visible } from '../visible.ts';
import type { ReviewFormat } from './format.ts';
import { hostGroups } from './groups.ts';
import { saidHosts } from './host-names.ts';
import { details, tableRow, unitsChart } from './markdown-parts.ts';
import { cut, fileCounts, interruptions, placeOfRisk } from './words.ts';

const defaultLimit = 60_000;
/** For the line that says what was left out. */
const reserve = 400;
/** Of names in places where all of them would be too much. */
const mostNamed = 8;
/** Of the name by which a comment is found again, and of a side's. */
const mostOfName = 200;

export const reviewMarkdown: ReviewFormat = (review, options) => {
  const { limit = defaultLimit, name = review.after.name, context } = options;
  const size = limit === 0 ? Number.POSITIVE_INFINITY : limit;
  const head = `${markdownComment(`unitc:diff:${cut(visible(name), mostOfName)}`)}\n${verdict(review)}\n`;
  const comment = new Comment(head, size - reserve);
  comment.add(
    'risk',
    review.risks.map((risk) => riskItem(risk, review)),
    { share: 0.25, before: '\n' },
  );
  const files = hostGroups(review).flatMap(({ files: all, hosts }) => all.map((file) => ({ ...file, hosts })));
  comment.add('row of the table', files.map(tableRow), {
    share: 0.4,
    before: '\n| | file | hosts | change |\n|---|---|---|---|\n',
  });
  const chart = unitsChart(review);
  comment.add('chart of the units', chart === '' ? [] : [chart], { share: 0.5, before: '\n' });
  const most = Number.isFinite(size) ? Math.floor(size / 4) : size;
  comment.add(
    'file in detail',
    files.map((file) => details(review, file, context, most)),
    { share: 1, before: '\n' },
  );
  return comment.text();
};

class Comment {
  #text: string;
  readonly #size: number;
  readonly #left: string[] = [];

  constructor(head: string, size: number) {
    this.#text = head;
    this.#size = size;
  }

  /** As many of `parts`, whole ones, as there is room for, in at most a share of what is left. */
  add(noun: keyof typeof many, parts: readonly string[], { share, before }: { share: number; before: string }): void {
    let room = (this.#size - this.#text.length) * share;
    let added = '';
    let left = 0;
    for (const part of parts) {
      const text = added === '' ? before + part : part;
      // What follows is left out too, so that what is there is in order.
      if (left > 0 || text.length > room) left++;
      else {
        added += text;
        room -= text.length;
      }
    }
    this.#text += added;
    if (left > 0) this.#left.push(parts.length === 1 ? `the ${noun}` : `${left} of ${parts.length} ${many[noun]}`);
  }

  text(): string {
    if (this.#left.length === 0) return this.#text;
    return `${this.#text}\n> Too long for a comment; left out: ${this.#left.join(', ')}. \`unitc diff\` shows all.\n`;
  }
}

const many = {
  risk: 'risks',
  'row of the table': 'rows of the table',
  'chart of the units': 'charts of the units',
  'file in detail': 'files in detail',
} as const;

/** `### unitc: cluster.yaml — 2 changed on 3 of 4 hosts · restarts etcd.service`. */
function verdict(review: Review): string {
  const counted = fileCounts(review);
  const actions = interruptions(review).map(({ verb, units }) => {
    const shown = units.slice(0, mostNamed).map((unit) => markdownCode(cut(visible(unit), mostOfName)));
    const more = units.length > mostNamed ? ` and ${units.length - mostNamed} more` : '';
    return `${verb} ${shown.join(', ')}${more}`;
  });
  const name = markdownCode(cut(visible(review.after.name), mostOfName)) || 'no name';
  return `### unitc: ${name} — ${[markdownText(counted), ...actions].join(' · ')}`;
}

const marks = { error: '🛑', warning: '⚠️', note: 'ℹ️' } as const;

function riskItem(risk: Risk, review: Review): string {
  const place = placeOfRisk(risk, review);
  const where = risk.hosts.length === 0 ? '' : ` on ${markdownCode(visible(saidHosts(risk.hosts)))}`;
  const at = place === '' ? '' : ` at ${markdownCode(visible(place))}`;
  const help = risk.help === '' ? '' : `: ${markdownProse(visible(risk.help))}`;
  const code = markdownCode(visible(risk.code)) || 'no code';
  return `- ${marks[risk.severity]} **${risk.severity}** ${code} ${markdownProse(visible(risk.message))}${where}${at}${help}\n`;
}
