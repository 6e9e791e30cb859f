/** Which programs a spec names: those that unitc knows, under their own names and others, and services. */
import { type Diagnostic, diagnostic } from '../../core/diagnostic.ts';
import { nearest } from '../../core/nearest.ts';
import { compareBytes } from '../../core/order.ts';
import type { ComponentSpec, Spec } from '../../spec/schema.ts';
import type { ComponentDefinition, ComponentRegistry } from '../component.ts';
import type { Section } from '../layers.ts';
import { serviceNames } from '../service-names.ts';
import type { ResolveContext } from './context.ts';

export interface Entry {
  readonly name: string;
  readonly section: Section;
  readonly definition: ComponentDefinition;
}

/** Every registered kind under its own name, and what the spec adds under other names. */
export function resolveEntries(spec: Spec, { registry, report }: ResolveContext): Entry[] {
  const entries = new Map<string, Entry>();
  for (const [kind, definition] of registry) entries.set(kind, { name: kind, section: 'components', definition });
  const places: { record: Readonly<Record<string, ComponentSpec>>; path: readonly string[] }[] = [
    { record: spec.components ?? {}, path: ['components'] },
    ...Object.entries(spec.roles ?? {}).map(([role, { components }]) => ({
      record: components ?? {},
      path: ['roles', role, 'components'],
    })),
    ...Object.entries(spec.hosts ?? {}).map(([host, { components }]) => ({
      record: components ?? {},
      path: ['hosts', host, 'components'],
    })),
  ];
  for (const { record, path } of places) {
    for (const [name, component] of Object.entries(record)) {
      const known = entries.get(name);
      const definition = component.kind === undefined ? known?.definition : registry.get(component.kind);
      if (definition === undefined) report(unknownComponent(name, [...path, name], registry));
      else if (known === undefined) entries.set(name, { name, section: 'components', definition });
      else if (known.definition !== definition)
        report(kindChanged(name, [...path, name, 'kind'], known.definition.kind));
    }
  }
  return [...entries.values()].sort((a, b) => compareBytes(a.name, b.name));
}

/** What stands under `services`, but for names that components have: those are reported by a rule. */
export function resolveServices(spec: Spec, components: readonly Entry[], { service }: ResolveContext): Entry[] {
  const taken = new Set(components.map(({ name }) => name));
  return [...serviceNames(spec).keys()]
    .filter((name) => !taken.has(name))
    .map((name) => ({ name, section: 'services', definition: service }));
}

function unknownComponent(name: string, specPath: string[], registry: ComponentRegistry): Diagnostic {
  const kinds = [...registry.keys()];
  const close = nearest(name, kinds);
  return diagnostic('UC100', {
    message: `\`${name}\` is not a component that unitc knows`,
    help:
      close === undefined
        ? `give it a \`kind\`, one of: ${kinds.join(', ')}`
        : `write \`${close}\`, or give it a \`kind\`, one of: ${kinds.join(', ')}`,
    specPath,
  });
}

function kindChanged(name: string, specPath: string[], kind: string): Diagnostic {
  return diagnostic('UC102', {
    message: `the kind of \`${name}\` is \`${kind}\` and cannot be changed`,
    specPath,
  });
}
