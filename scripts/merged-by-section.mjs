/** Rows that differ only in their section, as one with all sections: sorted texts of JSON. `rows`: names and sections with the rest of each. */
export function mergedBySection(rows) {
  const merged = new Map();
  for (const { name, section, rest } of rows) {
    const key = JSON.stringify([name, rest]);
    const entry = merged.get(key) ?? { name, sections: [], rest };
    entry.sections.push(section);
    merged.set(key, entry);
  }
  return [...merged.values()]
    .map(({ name, sections, rest }) => JSON.stringify({ name, sections: [...sections].sort(byText), ...rest }))
    .sort(byText);
}

export function byText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
