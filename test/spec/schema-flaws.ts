/** Draft-07 as far as our schema uses it; an unknown keyword is a flaw too, so that nothing is passed over. */

interface Schema {
  readonly [keyword: string]: unknown;
}

const annotations = new Set(['$schema', 'title', 'description']);

/** Paths and reasons for which a value does not follow a schema. */
export function schemaFlaws(schema: Schema, value: unknown, path = ''): string[] {
  return Object.entries(schema).flatMap(([keyword, argument]) => {
    if (annotations.has(keyword)) return [];
    const rule = rules[keyword];
    return rule === undefined ? [`${path}: unknown keyword ${keyword}`] : rule(argument, value, path, schema);
  });
}

type Rule = (argument: unknown, value: unknown, path: string, schema: Schema) => string[];

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

function when(wrong: boolean, path: string, reason: string): string[] {
  return wrong ? [`${path}: ${reason}`] : [];
}

function sub(argument: unknown, value: unknown, path: string): string[] {
  return isSchema(argument) ? schemaFlaws(argument, value, path) : [`${path}: not a schema`];
}

const rules: Readonly<Record<string, Rule>> = {
  type: (types, value, path) => when(![types].flat().includes(typeOf(value)), path, `is ${typeOf(value)}`),
  const: (only, value, path) => when(value !== only, path, `is not ${only}`),
  enum: (values, value, path) => when(!Array.isArray(values) || !values.includes(value), path, 'is not in the list'),
  pattern: (pattern, value, path) =>
    when(typeof value === 'string' && !new RegExp(String(pattern), 'u').test(value), path, `is not ${pattern}`),
  minLength: (least, value, path) => when(typeof value === 'string' && value.length < Number(least), path, 'is short'),
  minItems: (least, value, path) => when(Array.isArray(value) && value.length < Number(least), path, 'is short'),
  minimum: (least, value, path) => when(typeof value === 'number' && value < Number(least), path, 'is small'),
  maximum: (most, value, path) => when(typeof value === 'number' && value > Number(most), path, 'is large'),
  anyOf: (options, value, path) => {
    const flaws = Array.isArray(options) ? options.map((option) => sub(option, value, path)) : [];
    return flaws.some((found) => found.length === 0) ? [] : flaws.flat();
  },
  items: (items, value, path) =>
    Array.isArray(value) ? value.flatMap((item, index) => sub(items, item, `${path}/${index}`)) : [],
  required: (keys, value, path) =>
    isSchema(value) && Array.isArray(keys)
      ? keys.flatMap((key) => when(!Object.hasOwn(value, key), path, `lacks ${key}`))
      : [],
  properties: (properties, value, path) =>
    isSchema(value) && isSchema(properties)
      ? Object.entries(value).flatMap(([key, inner]) =>
          Object.hasOwn(properties, key) ? sub(properties[key], inner, `${path}/${key}`) : [],
        )
      : [],
  additionalProperties: (additional, value, path, schema) => {
    const known = isSchema(schema.properties) ? schema.properties : {};
    const others = isSchema(value) ? Object.entries(value).filter(([key]) => !Object.hasOwn(known, key)) : [];
    if (additional === false) return others.map(([key]) => `${path}/${key}: is not known`);
    return others.flatMap(([key, inner]) => sub(additional, inner, `${path}/${key}`));
  },
  propertyNames: (names, value, path) =>
    isSchema(value) ? Object.keys(value).flatMap((key) => sub(names, key, `${path}/${key} (name)`)) : [],
};
