/** What SARIF 2.1.0 (OASIS, sections 3.13 to 3.52) and GitHub's code scanning ask of a log, member by member. */

type Json = Readonly<Record<string, unknown>>;

/** Every way in which a log is none; empty for one that is. */
export function sarifProblems(log: unknown): string[] {
  const problems: string[] = [];
  const need = (holds: boolean, what: string) => {
    if (!holds) problems.push(what);
  };
  const root = object(log);
  need(root.version === '2.1.0', 'version');
  need(isUri(root.$schema), '$schema');
  const runs = list(root.runs);
  need(runs.length === 1, 'runs');
  for (const run of runs) {
    const driver = object(object(run.tool).driver);
    need(isText(driver.name), 'tool.driver.name');
    const rules = list(driver.rules);
    rules.forEach((rule, index) => {
      need(isText(rule.id) && isText(rule.name), `rules[${index}].id`);
      for (const member of ['shortDescription', 'fullDescription', 'help']) {
        need(isText(object(rule[member]).text), `rules[${index}].${member}`);
      }
      need(rule.helpUri === undefined || isUri(rule.helpUri), `rules[${index}].helpUri`);
      need(isLevel(object(rule.defaultConfiguration).level), `rules[${index}].defaultConfiguration`);
    });
    need(new Set(rules.map(({ id }) => id)).size === rules.length, 'rules twice');
    const bases = Object.keys(object(run.originalUriBaseIds));
    list(run.results).forEach((result, index) => {
      const at = `results[${index}]`;
      need(isText(object(result.message).text), `${at}.message`);
      need(isLevel(result.level), `${at}.level`);
      need(typeof result.ruleIndex === 'number' && rules[result.ruleIndex]?.id === result.ruleId, `${at}.ruleIndex`);
      need(isText(object(result.partialFingerprints)['unitc/v1']), `${at}.partialFingerprints`);
      for (const place of [...list(result.locations), ...list(result.relatedLocations)]) {
        problems.push(...placeProblems(object(place.physicalLocation), bases).map((what) => `${at}.${what}`));
      }
    });
  }
  return problems;
}

function placeProblems({ artifactLocation, region }: Json, bases: readonly string[]): string[] {
  const { uri, uriBaseId } = object(artifactLocation);
  const problems: string[] = [];
  if (typeof uri !== 'string' || !/^(file:\/\/\/)?[A-Za-z0-9._~!*'()%/-]*$/.test(uri)) problems.push('uri');
  if (uriBaseId !== undefined && (typeof uriBaseId !== 'string' || !bases.includes(uriBaseId))) problems.push('base');
  if (region === undefined) return problems;
  const { startLine, startColumn, endLine, endColumn } = object(region);
  // Only the line is asked for: 3.30.6 to 3.30.8 say what the others are else.
  const numbers = [startLine, ...[startColumn, endLine, endColumn].filter((number) => number !== undefined)];
  if (!numbers.every((number) => typeof number === 'number' && Number.isInteger(number) && number >= 1)) {
    problems.push('region');
  } else if (Number(endLine ?? startLine) < Number(startLine)) problems.push('region ends before it starts');
  return problems;
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function list(value: unknown): Json[] {
  return Array.isArray(value) ? value.map(object) : [];
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isUri(value: unknown): boolean {
  return typeof value === 'string' && URL.canParse(value);
}

function isLevel(value: unknown): boolean {
  return value === 'error' || value === 'warning' || value === 'note';
}
