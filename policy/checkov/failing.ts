/** Checks of checkov's that labs fail, and why they may. */
export interface Failing {
  readonly reason: string;
  /** The labs and foundations that may fail them. @default all of them */
  readonly labs?: readonly string[];
  /** What each check asks for, in short, by its id. */
  readonly asks: Readonly<Record<string, string>>;
}
