/** What is shown of a review: by text, host, kind and risk. */

/** @typedef {{ text: string, host: string, kind: string, risk: string }} Filter */

/** @type {WeakMap<object, string>} */
const haystacks = new WeakMap();

/**
 * The strings anywhere in a value, in lower case, made once.
 * @param {object} value
 * @param {readonly string[]} more
 */
function haystack(value, ...more) {
  const known = haystacks.get(value);
  if (known !== undefined) return known;
  /** @type {string[]} */
  const found = [...more];
  /** @param {unknown} part */
  const collect = (part) => {
    if (typeof part === 'string') found.push(part);
    else if (typeof part === 'object' && part !== null) Object.values(part).forEach(collect);
  };
  collect(value);
  const text = found.join('\n').toLowerCase();
  haystacks.set(value, text);
  return text;
}

/** @param {PageView} view */
function makeFilter(view) {
  /** @type {Map<number, Set<string>>} */
  const risks = new Map();
  for (const { change, severity } of view.risks) {
    if (change !== undefined) risks.set(change, (risks.get(change) ?? new Set()).add(severity));
  }
  const names = view.hosts.map((name) => name.toLowerCase());
  /** @param {readonly number[]} hosts */
  const nameList = (hosts) => hosts.map((index) => names[index] ?? '');

  /** @param {Filter} filter */
  return (filter) => {
    const terms = filter.text
      .toLowerCase()
      .split(/\s+/)
      .filter((term) => term !== '');
    const wanted = filter.host.trim().toLowerCase();
    // The name of a host means it alone; anything else is a part of names.
    const exact = names.includes(wanted);
    const hosts = new Set(
      names.flatMap((name, index) => ((exact ? name === wanted : name.includes(wanted)) ? [index] : [])),
    );
    /** @param {readonly number[]} on */
    const onHost = (on) => wanted === '' || on.some((index) => hosts.has(index));
    /**
     * @param {object} value
     * @param {readonly number[]} on
     * @param {readonly string[]} more
     */
    const says = (value, on, ...more) => {
      if (terms.length === 0) return true;
      const text = haystack(value, ...nameList(on), ...more);
      return terms.every((term) => text.includes(term));
    };
    /** @param {PageChange} change */
    const hasRisk = ({ id }) => {
      if (filter.risk === '') return true;
      const found = risks.get(id);
      return found !== undefined && (filter.risk === 'any' || found.has(filter.risk));
    };
    return {
      files: view.files.flatMap((file) => {
        const shared = JSON.stringify(file.alike);
        const changes = file.changes.filter(
          (change) =>
            (filter.kind === '' || change.kind === filter.kind) &&
            onHost(change.hosts) &&
            hasRisk(change) &&
            says(change, change.hosts, file.path, `/${file.path}`, shared),
        );
        return changes.length === 0 ? [] : [{ file, changes }];
      }),
      units: view.units.filter((unit) => onHost(unit.hosts) && says(unit, unit.hosts)),
      risks: view.risks.filter(
        (risk) =>
          (filter.risk === '' || filter.risk === 'any' || risk.severity === filter.risk) &&
          onHost(risk.hosts) &&
          says(risk, risk.hosts),
      ),
    };
  };
}
