import type { Keys } from "../sts/signature.ts";
import type { CallerIdentity } from "../sts/sts.ts";
import { WrongAccountError } from "../sts/wrong-account.ts";
import type { Credentials } from "./credentials.ts";

/** Credentials that may be renewed while a command runs, and must stay in the account for which it was started. */
export class OneAccount {
  readonly #credentials: Credentials;
  readonly #ask: (keys: Keys) => Promise<CallerIdentity>;
  readonly #identities = new Map<string, Promise<CallerIdentity>>();
  #first: Promise<CallerIdentity> | undefined;

  /** @param ask asks STS whose keys these are */
  constructor(credentials: Credentials, ask: (keys: Keys) => Promise<CallerIdentity>) {
    this.#credentials = credentials;
    this.#ask = ask;
  }

  /** Whose credentials they were first; asked until AWS has answered. */
  readonly identity = (): Promise<CallerIdentity> => {
    const first = (this.#first ??= this.#credentials().then((keys) => this.#identityOf(keys)));
    return first.catch((error: unknown) => {
      if (this.#first === first) this.#first = undefined;
      throw error;
    });
  };

  /** @throws WrongAccountError when they are another account's by now */
  readonly keys: Credentials = async () => {
    const keys = await this.#credentials();
    if (this.#first === undefined) return keys; // nobody has relied on the account yet
    const [first, now] = await Promise.all([this.#first, this.#identityOf(keys)]);
    if (first.account !== now.account) throw changedAccount(first.account, now.account);
    return keys;
  };

  /** Asked until AWS has answered: an error of this moment says nothing of later calls. */
  #identityOf(keys: Keys): Promise<CallerIdentity> {
    const { accessKeyId } = keys;
    const known = this.#identities.get(accessKeyId) ?? this.#ask(keys);
    this.#identities.set(accessKeyId, known);
    return known.catch((error: unknown) => {
      if (this.#identities.get(accessKeyId) === known) this.#identities.delete(accessKeyId);
      throw error;
    });
  }
}

export const changedAccount = (was: string, is: string): WrongAccountError =>
  new WrongAccountError(
    `The credentials were of account ${was} when this command was started, and are of account ${is} now. Nothing more was done.\n` +
      "  fix: use credentials of the first account, then run the same command again; aws sts get-caller-identity shows the account",
  );
