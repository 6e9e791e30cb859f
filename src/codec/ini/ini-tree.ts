export type IniScalar = string | number | boolean;

/** A list is a key that is written several times. */
export type IniValue = IniScalar | readonly IniScalar[];

/** Section, then key; in this order in the file. Maps, because names such as `__proto__` or `10` are ordinary. */
export type IniTree = ReadonlyMap<string, ReadonlyMap<string, IniValue>>;

/** A tree of plain objects, as a spec has it: own keys only, in their order. */
export function iniTree(sections: Readonly<Record<string, Readonly<Record<string, IniValue>>>>): IniTree {
  return new Map(Object.entries(sections).map(([name, keys]) => [name, new Map(Object.entries(keys))]));
}

/** The texts of a value, one for each line that the key gets. */
export function iniTexts(value: IniValue): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [String(value)];
}
