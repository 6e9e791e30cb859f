/** By what the items of a list in JSON are known again: OCI's runtime configuration, and Kubernetes' objects. */
import { isJsonList, type JsonPath, type JsonValue } from '../../codec/json/index.ts';

/**
 * `set`: the order means nothing, and an item is its own name. `named`: by a member of each item; `ordered` where the
 * order means something beside. `variables`: `NAME=value`. `command`: the words of one. `sequence`: by place.
 */
export type ListIdentity =
  | { readonly kind: 'set' | 'variables' | 'command' | 'sequence' }
  | { readonly kind: 'named'; readonly by: string; readonly ordered: boolean };

const named = (by: string, ordered = false): ListIdentity => ({ kind: 'named', by, ordered });
const set: ListIdentity = { kind: 'set' };

/** By the path, where list indexes are `*`. */
const rules: readonly (readonly [RegExp, ListIdentity])[] = [
  // runtime-spec, config.md: mounted in the order listed.
  [/^mounts$/, named('destination', true)],
  [/^process\.args$/, { kind: 'command' }],
  [/^process\.env$/, { kind: 'variables' }],
  [/^process\.capabilities\.[a-z]+$/, set],
  [/^process\.rlimits$/, named('type')],
  [/^process\.user\.additionalGids$/, set],
  [/^linux\.namespaces$/, named('type')],
  [/^linux\.devices$/, named('path')],
  [/^linux\.(?:maskedPaths|readonlyPaths)$/, set],
  [/^linux\.seccomp\.architectures$/, set],
  [/(?:^|\.)volumeMounts$/, named('mountPath')],
  [/(?:^|\.)capabilities\.(?:add|drop)$/, set],
];

export function listIdentity(
  path: JsonPath,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): ListIdentity {
  const shown = path.map((step) => (typeof step === 'number' ? '*' : step)).join('.');
  const identity = rules.find(([pattern]) => pattern.test(shown))?.[1];
  const lists = [before, after].flatMap((value) => (value !== undefined && isList(value) ? [value] : []));
  if (identity !== undefined && lists.every((list) => fits(list, identity))) return identity;
  const byName = named('name', true);
  return lists.every((list) => fits(list, byName)) ? byName : { kind: 'sequence' };
}

/** Whether each item has a name, and none has that of another. */
function fits(list: readonly JsonValue[], identity: ListIdentity): boolean {
  switch (identity.kind) {
    case 'named': {
      const names = list.map((item) => nameIn(item, identity.by));
      return names.every((name) => name !== undefined) && new Set(names).size === names.length;
    }
    case 'sequence':
      return true;
    case 'set':
      return list.every((item) => typeof item === 'string' || typeof item === 'number');
    default:
      return list.every((item) => typeof item === 'string');
  }
}

export function nameIn(item: JsonValue, by: string): string | undefined {
  if (item === null || typeof item !== 'object' || isJsonList(item) || !Object.hasOwn(item, by)) return undefined;
  const name = item[by];
  return typeof name === 'string' ? name : undefined;
}

export function isList(value: JsonValue): value is readonly JsonValue[] {
  return value !== null && typeof value === 'object' && isJsonList(value);
}
