export const exitCode = {
  /** Done, and nothing to complain about. */
  done: 0,
  /** The input has problems, or `--check` found differences. */
  problems: 1,
  /** It could not be done: usage, an unreadable file, something in the way. */
  failed: 2,
  /** A bug of ours. */
  bug: 3,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
