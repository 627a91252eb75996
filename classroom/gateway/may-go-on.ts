/** Asks whether the deletion may go on, and keeps the refusal apart from the errors of single resources. */
export class MayGoOn {
  readonly #check: () => Promise<void>;
  #refusal: { readonly error: unknown } | undefined;

  /** @param check @throws when nothing more may be deleted */
  constructor(check: () => Promise<void>) {
    this.#check = check;
  }

  /** @throws the refusal */
  readonly ask = async (): Promise<void> => {
    try {
      await this.#check();
    } catch (error) {
      this.#refusal = { error };
      throw error;
    }
  };

  /** Called with the error of a resource that was being deleted. @throws the refusal, if there was one */
  goOn(): void {
    if (this.#refusal) throw this.#refusal.error;
  }
}
