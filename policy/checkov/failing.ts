/** Checks of checkov that labs fail, and the reason why they may. */
export interface Failing {
  readonly reason: string;
  /** The labs and foundations that may fail them. @default all */
  readonly labs?: readonly string[];
  /** What each check requires, in short, by its id. */
  readonly asks: Readonly<Record<string, string>>;
}
