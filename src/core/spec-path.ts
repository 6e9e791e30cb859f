/** Where a value stands in a spec: keys and list indexes from the root. */
export type SpecPath = readonly (string | number)[];

const plainKey = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** `components.etcd.args[0].value`; keys that would be ambiguous are quoted: `hosts["a.b"]`. */
export function formatSpecPath(path: SpecPath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (!plainKey.test(step)) text += `[${JSON.stringify(step)}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}
