/** What a template is given: leaves with their provenance, conditions, lists and nested views; own keys only. */
import type { Sourced } from '../core/provenance.ts';

/** A text, the words of one variable, a name for atomic to replace, or a reference to a variable that systemd replaces: by its words, or whole. */
export type Leaf =
  | string
  | readonly string[]
  | { readonly variable: string }
  | { readonly before: string; readonly whole: string }
  | Placeholder;

/** In a template for the atomic command: a name that atomic replaces, between texts of ours that need no quotes. */
export interface Placeholder {
  readonly placeholder: string;
  readonly prefix: string;
  readonly suffix: string;
}

export type ViewValue = Sourced<Leaf> | boolean | readonly ViewItem[];
/** An item of a list is addressed by its own keys, or as `{{ . }}` where it is a leaf. */
export type ViewItem = Sourced<Leaf> | View;

export interface View {
  readonly [key: string]: ViewValue;
}

export function isLeaf(value: ViewValue | ViewItem): value is Sourced<Leaf> {
  return typeof value === 'object' && 'from' in value && Array.isArray(value.from) && 'value' in value;
}

export function isViewList(value: ViewValue): value is readonly ViewItem[] {
  return Array.isArray(value);
}
