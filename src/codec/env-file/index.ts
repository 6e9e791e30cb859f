/** Files of environment variables, as systemd (EnvironmentFile=) and docker (--env-file) read them. */
export { effectiveEnvironment } from './effective-environment.ts';
export { envAssignment, isEnvName } from './env-assignment.ts';
export type { EnvOptions } from './env-dialect.ts';
export type { EnvAssignment, EnvDocument, EnvEntry, EnvProblem, EnvProblemKind } from './env-document.ts';
export { parseEnvFile } from './parse-env-file.ts';
export { printEnvFile } from './print-env-file.ts';
export { quoteDockerEnvValue } from './quote-docker-env-value.ts';
export { quoteEnvValue } from './quote-env-value.ts';
