import { provenTable } from "../proven-table.ts";

/** A row of the table of commands that nobody has run on the emulator. */
export interface Reason {
  /** What it is about: names, in which `*` stands for any lab, or for the rest of a command. */
  readonly patterns: readonly string[];
  readonly reason: string;
}

/** The table in docs/proven.md. */
export const reasons = (): Reason[] =>
  provenTable("Printed commands that no test runs").map(([names = "", reason = ""]) => {
    const patterns = [...names.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
    return { patterns: patterns.map((name) => name.replaceAll("\\|", "|")), reason };
  });

/** Whether a name is one that a pattern is about. */
export const isAbout = (pattern: string, name: string): boolean => {
  const parts = pattern.split("*").map((part) => part.replace(/[^\w\s]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(name);
};
