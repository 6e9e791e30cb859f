/** What a YAML document of ours holds: scalars, lists, and maps in the order given. */
export type YamlScalar = string | number | boolean;
export type YamlValue = YamlScalar | readonly YamlValue[] | ReadonlyMap<string, YamlValue>;
/** Keys and indexes from a document's top: `['etcd', 'external', 'endpoints', 0]`. */
export type YamlPath = readonly (string | number)[];

export function isYamlList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

export function isYamlMap(value: YamlValue): value is ReadonlyMap<string, YamlValue> {
  return value instanceof Map;
}
