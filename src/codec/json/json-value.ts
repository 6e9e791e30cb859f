/** What a JSON text can say. Keys keep the order of the object, apart from integer keys, which come first in any JavaScript object. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Keys and list indexes from the root. */
export type JsonPath = readonly (string | number)[];

export function isJsonList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
