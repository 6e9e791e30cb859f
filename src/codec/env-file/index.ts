/** Files of environment variables, as systemd (EnvironmentFile=) and docker (--env-file) read them. */
export { envAssignment, isEnvName } from './env-assignment.ts';
export { quoteDockerEnvValue } from './quote-docker-env-value.ts';
export { quoteEnvValue } from './quote-env-value.ts';
