/** JSON Schema (draft-07) that TypeScript checks: a schema carries the type of what it is the schema of. */

export interface Schema<T> {
  readonly json: Readonly<Record<string, unknown>>;
  /** Is never there. A function, so that neither a wider nor a narrower type will do. */
  readonly of?: (value: T) => T;
}

type Members<T> = { readonly [Name in keyof T]: Schema<T[Name]> };

export const text: Schema<string> = { json: { type: 'string' } };
export const truth: Schema<boolean> = { json: { type: 'boolean' } };

export function whole(minimum: number): Schema<number> {
  return { json: { type: 'integer', minimum } };
}

export function matching(pattern: string): Schema<string> {
  return { json: { type: 'string', pattern } };
}

export function just<const T extends string | number | boolean>(value: T): Schema<T> {
  return { json: { const: value } };
}

export function word<const T extends string>(...values: readonly T[]): Schema<T> {
  return { json: { enum: values } };
}

export function list<T>({ json }: Schema<T>): Schema<readonly T[]> {
  return { json: { type: 'array', items: json } };
}

export function record<T>(names: Schema<string>, { json }: Schema<T>): Schema<Readonly<Record<string, T>>> {
  return { json: { type: 'object', propertyNames: names.json, additionalProperties: json } };
}

/** An object with these members and no others. */
export function object<R extends object>(required: Members<R>): Schema<Readonly<R>> {
  return { json: objectOf(required, {}) };
}

/** Some of whose members may be left out. */
export function partly<R extends object, O extends object>(
  required: Members<R>,
  optional: Members<O>,
): Schema<Readonly<R> & { readonly [Name in keyof O]?: O[Name] }> {
  return { json: objectOf(required, optional) };
}

function objectOf(required: object, optional: object): Schema<unknown>['json'] {
  const names = Object.keys(required);
  return {
    type: 'object',
    properties: { ...jsonOf(required), ...jsonOf(optional) },
    ...(names.length > 0 && { required: names }),
    additionalProperties: false,
  };
}

export function either<T extends readonly unknown[]>(...schemas: Members<T>): Schema<T[number]> {
  return { json: { oneOf: Object.values(jsonOf(schemas)) } };
}

/** `say` is what it is, for people. */
export function described<T>({ json }: Schema<T>, say: string): Schema<T> {
  return { json: { ...json, description: say } };
}

function jsonOf(members: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).map(([name, member]: [string, { readonly json: unknown }]) => [name, member.json]),
  );
}
