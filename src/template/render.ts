/**
 * Renders a Mustache template strictly, with filters, and with the origin of every output line.
 *
 * Mustache parses; the walk is ours, because its Writer renders a missing value as nothing, looks names
 * up in outer views, and cannot say which template line and which values made an output line.
 */
import Mustache from 'mustache';
import { escapeTemplate } from '../codec/string-template/index.ts';
import type { DirectiveTable } from '../codec/unit/index.ts';
import type { Provenance } from '../core/provenance.ts';
import { SourceText } from '../core/source.ts';
import type { Bundle } from './bundle.ts';
import { type Filter, type FilterContext, filters, type TemplateKind } from './filters.ts';
import { LineBuilder, type RenderedLine } from './line-builder.ts';
import { TemplateError } from './template-error.ts';
import { isLeaf, isViewList, type Leaf, type View, type ViewItem } from './view.ts';

/** A value that the syntax cannot carry: the user's, so it becomes a diagnostic. */
export interface Refusal {
  readonly reason: string;
  readonly template: string;
  readonly line: number;
  readonly from: readonly Provenance[];
}

export interface Rendered {
  readonly text: string;
  readonly lines: readonly RenderedLine[];
  readonly refusals: readonly Refusal[];
}

export interface RenderRequest {
  readonly bundle: Bundle;
  /** Key of the template in the bundle. */
  readonly template: string;
  readonly kind: TemplateKind;
  readonly view: View;
  /** Templates for `{{> name }}`, as keys in the bundle. */
  readonly partials?: Readonly<Record<string, string>>;
  readonly directives: DirectiveTable;
  /** In a unit: `service`, `timer`, …. */
  readonly unitType?: string;
}

/** Throws TemplateError on a mistake of ours: a missing value, an unknown filter, a wrong kind of value. */
export function render(request: RenderRequest): Rendered {
  const walk = new Walk(request);
  walk.template(request.template, request.view);
  return walk.finish();
}

type Token = readonly [type: string, value: string, start: number, end: number, ...rest: unknown[]];

class Walk {
  readonly #request: RenderRequest;
  readonly #builder = new LineBuilder();
  readonly #refusals: Refusal[] = [];

  constructor(request: RenderRequest) {
    this.#request = request;
  }

  finish(): Rendered {
    return { ...this.#builder.finish(), refusals: this.#refusals };
  }

  template(name: string, view: ViewItem): void {
    const text = this.#request.bundle.templates[name];
    if (text === undefined) throw new TemplateError(name, 1, 'there is no such template');
    const source = new SourceText(text);
    this.#tokens(Mustache.parse(text), view, { name, line: (offset) => source.position(offset).line });
  }

  #tokens(tokens: readonly unknown[], view: ViewItem, place: Place): void {
    for (const candidate of tokens) {
      if (!isToken(candidate)) throw new TemplateError(place.name, 1, 'mustache gave an unknown token');
      this.#token(candidate, view, place);
    }
  }

  #token(token: Token, view: ViewItem, place: Place): void {
    const [type, value, start] = token;
    const line = place.line(start);
    if (type === 'text') this.#builder.append(this.#literal(value), place.name, line);
    else if (type === 'name') this.#value(value, view, place.name, line);
    else if (type === '#' || type === '^') this.#section(token, view, place);
    else if (type === '>') this.#partial(token, view, place);
    else if (type !== '!') throw new TemplateError(place.name, line, `\`${type}\` tags are not allowed`);
  }

  #literal(text: string): string {
    return this.#request.kind === 'service-template' ? escapeTemplate(text) : text;
  }

  #value(tag: string, view: ViewItem, name: string, line: number): void {
    const [key = '', ...filterNames] = tag.split('|').map((part) => part.trim());
    const leaf = key === '.' ? view : lookUp(view, key);
    if (leaf === undefined) throw new TemplateError(name, line, `\`${key}\` is missing`);
    if (typeof leaf === 'boolean' || !isLeaf(leaf)) throw new TemplateError(name, line, `\`${key}\` is not a value`);
    if (filterNames.length === 0) throw new TemplateError(name, line, `\`${key}\` has no filter`);
    let current: Leaf = leaf.value;
    for (const filterName of filterNames) {
      const result = this.#filter(filterName, name, line)(current, this.#context());
      if (!result.ok) {
        this.#refusals.push({ reason: result.reason, template: name, line, from: leaf.from });
        return;
      }
      current = result.text;
    }
    if (typeof current === 'string') this.#builder.append(current, name, line, leaf.from);
  }

  #filter(name: string, template: string, line: number): Filter {
    const known = filters[this.#request.kind];
    const filter = Object.hasOwn(known, name) ? known[name] : undefined;
    if (filter === undefined) throw new TemplateError(template, line, `no filter \`${name}\` in ${this.#request.kind}`);
    return filter;
  }

  #context(): FilterContext {
    const { directives, unitType = 'service' } = this.#request;
    return { section: this.#builder.section, key: this.#builder.key, unitType, directives };
  }

  #section(token: Token, view: ViewItem, place: Place): void {
    const [type, key, start, , inner] = token;
    const value = lookUp(view, key);
    if (value === undefined) throw new TemplateError(place.name, place.line(start), `\`${key}\` is missing`);
    const tokens = Array.isArray(inner) ? inner : [];
    if (typeof value === 'boolean') {
      if (value === (type === '#')) this.#tokens(tokens, view, place);
      return;
    }
    if (!isViewList(value)) {
      throw new TemplateError(place.name, place.line(start), `\`${key}\` is neither a condition nor a list`);
    }
    if (type === '^') {
      if (value.length === 0) this.#tokens(tokens, view, place);
      return;
    }
    for (const item of value) this.#tokens(tokens, item, place);
  }

  #partial(token: Token, view: ViewItem, place: Place): void {
    const [, key, start, , indentation] = token;
    const name = this.#request.partials?.[key];
    if (name === undefined || indentation !== '') {
      throw new TemplateError(place.name, place.line(start), `the partial \`${key}\` is unknown or indented`);
    }
    this.template(name, view);
  }
}

interface Place {
  readonly name: string;
  readonly line: (offset: number) => number;
}

function isToken(value: unknown): value is Token {
  return Array.isArray(value) && value.length >= 4 && typeof value[0] === 'string' && typeof value[1] === 'string';
}

/** Own keys of the innermost view only: an outer `port` must not stand in for a missing one. */
function lookUp(view: ViewItem, key: string) {
  if (isLeaf(view)) return undefined;
  return Object.hasOwn(view, key) ? view[key] : undefined;
}
