/** How a run of the command fails: one line for standard error, and the exit status. */

/** Wrong use of the command. */
export const WRONG_USE = 2;
/** A file that cannot be read or written as asked; for `check` also: there are defects; for many mails: some failed. */
export const FAILED = 1;
/** Many mails, and the output stops before the last: it is not complete. */
export const BROKEN_OFF = 3;

export type FailureStatus = typeof FAILED | typeof WRONG_USE | typeof BROKEN_OFF;

/** Ends the command with its message as the one line on standard error. */
export class Failure extends Error {
  readonly status: FailureStatus;
  constructor(status: FailureStatus, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}
