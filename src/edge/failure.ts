/** It could not be done: an unreadable file, a missing directory, a wrong argument. Exit status 2. */
export class Failure extends Error {
  /** What to do about it. */
  readonly help: string | undefined;

  constructor(message: string, help?: string) {
    super(message);
    this.name = 'Failure';
    this.help = help;
  }

  static of({ message, help }: { readonly message: string; readonly help: string }): Failure {
    return new Failure(message, help);
  }
}

/** An error of the system, such as EACCES, rather than one of ours. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string; dest?: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error && typeof error.code === 'string';
}

export function hasCode(error: unknown, ...codes: string[]): boolean {
  return isSystemError(error) && codes.includes(error.code);
}
