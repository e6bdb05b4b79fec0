/**
 * A request that cannot be granted, told in three parts so that a person can act on it:
 * what is wrong, where, and how to mend it. Texts are Vietnamese, for the screen.
 */
export class Refusal extends Error {
  /** Stable, machine-readable name of the condition, e.g. `plan.not-a-plan`. */
  readonly code: string;
  /** HTTP status that fits; the command line maps every refusal to exit code 2. */
  readonly status: number;
  /** Where it is wrong: a field, a line, a file. */
  readonly where: string | undefined;
  /** How to mend it. */
  readonly remedy: string | undefined;
  /** Problems per form field, when the request was a form. */
  readonly fields: Record<string, string> | undefined;

  constructor(
    code: string,
    message: string,
    options: {
      status?: number;
      where?: string;
      remedy?: string;
      fields?: Record<string, string>;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'Refusal';
    this.code = code;
    this.status = options.status ?? 400;
    this.where = options.where;
    this.remedy = options.remedy;
    this.fields = options.fields;
  }
}
