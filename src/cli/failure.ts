/** How a run of the command fails: one line for standard error, and the exit status. */

/** Wrong use of the command. */
export const WRONG_USE = 2;
/** A file that cannot be read or written as asked; for `check` also: there are defects. */
export const FAILED = 1;

/** Ends the command with its message as the one line on standard error. */
export class Failure extends Error {
  readonly status: typeof FAILED | typeof WRONG_USE;
  constructor(status: typeof FAILED | typeof WRONG_USE, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}
