/** What action.yml hands over: environment variables, which no shell has to quote. */
import { Failure } from '../edge/failure.ts';

export interface Inputs {
  /** Paths in the repository, at least one. */
  readonly specs: readonly string[];
  /** A revision that git knows here. */
  readonly base: string;
  /** Where SARIF files go, one a spec; none where nobody wants them. */
  readonly sarif?: string;
  /** Where comments go; none without a token or outside of a pull request. */
  readonly comments?: {
    readonly api: string;
    readonly repository: string;
    readonly number: string;
    readonly token: string;
  };
  /** A file that GitHub shows on the page of the run. */
  readonly summary?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function readInputs(env: Environment): Inputs {
  const given = (name: string): string | undefined => (env[name]?.trim() === '' ? undefined : env[name]?.trim());
  const needed = (name: string, help: string): string => {
    const value = given(name);
    if (value === undefined) throw new Failure(`${name} is not set`, help);
    return value;
  };
  const specs = needed('UNITC_SPECS', 'set the input `spec`: one path a line').split('\n');
  const [sarif, summary] = [given('UNITC_SARIF'), given('GITHUB_STEP_SUMMARY')];
  const comments = commentsOf(given, needed);
  return {
    specs: specs.map((spec) => spec.trim()).filter((spec) => spec !== ''),
    base: needed('UNITC_BASE', 'set the input `base`, or run on pull_request'),
    ...(sarif !== undefined && { sarif }),
    ...(summary !== undefined && { summary }),
    ...(comments !== undefined && { comments }),
  };
}

function commentsOf(
  given: (name: string) => string | undefined,
  needed: (name: string, help: string) => string,
): Inputs['comments'] {
  const [token, number] = [given('UNITC_TOKEN'), given('UNITC_PULL_REQUEST')];
  if (token === undefined || number === undefined) return undefined;
  if (!/^\d+$/.test(number)) throw new Failure(`UNITC_PULL_REQUEST is \`${number}\`, which is no number`);
  const repository = needed('GITHUB_REPOSITORY', 'GitHub sets it');
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) throw new Failure(`GITHUB_REPOSITORY is \`${repository}\``, 'OWNER/NAME');
  const api = needed('GITHUB_API_URL', 'GitHub sets it');
  return { api, repository, number, token };
}
