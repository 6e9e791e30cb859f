import { diagnostic, type Report } from '../../core/diagnostic.ts';
import type { Place, SpecNode } from '../node.ts';
import { tick } from '../wording.ts';
import { maxAliased, maxDepth } from './limits.ts';

interface Measured {
  readonly node: SpecNode;
  /** Nodes in it, aliases counted with what they stand for. */
  readonly size: number;
  readonly depth: number;
}

/**
 * The anchors of one document, in reading order: an alias means the latest anchor of its name
 * (YAML 1.2.2, 3.2.2.2). What aliases stand for is counted, because each level may double it.
 */
export class Anchors {
  readonly #report: Report;
  readonly #anchors = new Map<string, Measured | 'open'>();
  readonly #measured = new WeakMap<SpecNode, Measured>();
  #aliased = 0;
  #exhausted = false;

  constructor(report: Report) {
    this.#report = report;
  }

  /** Aliases stand for more than we are ready to read; reported. */
  get exhausted(): boolean {
    return this.#exhausted;
  }

  open(name: string): void {
    this.#anchors.set(name, 'open');
  }

  close(name: string, node: SpecNode | undefined): void {
    if (node === undefined) this.#anchors.delete(name);
    else this.define(name, node);
  }

  define(name: string, node: SpecNode): void {
    this.#anchors.set(name, this.#measure(node));
  }

  use(name: string, place: Place): SpecNode | undefined {
    const anchor = this.#anchors.get(name);
    if (anchor === undefined || anchor === 'open') {
      const message =
        anchor === 'open'
          ? `the alias ${tick(`*${name}`)} stands inside its own anchor`
          : `no anchor ${tick(`&${name}`)} stands before this alias`;
      const help =
        anchor === 'open' ? 'write the value out' : `write ${tick(`&${name}`)} before the value that is meant`;
      this.#report(diagnostic('UC002', { message, help, ...place }));
      return undefined;
    }
    this.#aliased += anchor.size;
    if (this.#aliased > maxAliased || anchor.depth > maxDepth) return this.#exhaust(place);
    return anchor.node;
  }

  #exhaust(place: Place): undefined {
    if (!this.#exhausted) {
      this.#report(diagnostic('UC005', { message: 'aliases stand for too many values', ...place }));
    }
    this.#exhausted = true;
    return undefined;
  }

  #measure(node: SpecNode): Measured {
    const known = this.#measured.get(node);
    if (known !== undefined) return known;
    let size = 1;
    let depth = 0;
    for (const part of parts(node)) {
      const measured = this.#measure(part);
      size += measured.size;
      depth = Math.max(depth, measured.depth);
    }
    const measured = { node, size, depth: depth + 1 };
    this.#measured.set(node, measured);
    return measured;
  }
}

function* parts(node: SpecNode): Generator<SpecNode> {
  if (node.kind === 'list') yield* node.items;
  if (node.kind === 'map') for (const entry of node.entries.values()) yield entry.value;
}
