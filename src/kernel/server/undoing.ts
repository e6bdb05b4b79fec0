/** What has to be undone on the way out, last done first. */
export class Undoing {
  readonly #acts: (() => unknown)[] = [];

  add(act: () => unknown): void {
    this.#acts.push(act);
  }

  /** Undoes everything, also after one act failed. @returns the errors met */
  async run(): Promise<unknown[]> {
    const errors: unknown[] = [];
    for (let act = this.#acts.pop(); act; act = this.#acts.pop()) {
      try {
        await act();
      } catch (error) {
        errors.push(error);
      }
    }
    return errors;
  }
}
