import type * as pulumi from "@pulumi/pulumi";
import type { Text } from "./text.ts";

/** How page, handout and terminal show an output. */
export type OutputKind =
  /** An address to open in a browser. */
  | "link"
  /** A command to run in a terminal. */
  | "command"
  /** An id, a name, a number, a list of them. */
  | "value"
  /** A Pulumi secret: shown on demand only. */
  | "secret";

export interface OutputDeclaration {
  /** What it is, in a few words: `Public IPv4 address`. */
  readonly label: Text;
  readonly kind: OutputKind;
  /** How it is shown where AWS is emulated. @default as it is */
  readonly onEmulator?: OnEmulator;
  /** Whether `npm run class -- credentials` writes it, as the content of a file. @default false */
  readonly isFile?: true;
}

/**
 * An emulated public address belongs to somebody else on the internet: it is marked, and a command or a file that would
 * contact it, maybe with a key or a password, is withheld.
 */
export type OnEmulator = "marked" | "withheld";

/** A lab's outputs by name, in the order in which they are read out. */
export type OutputDeclarations = Readonly<Record<string, OutputDeclaration>>;

/** What a lab exports: bare values, some of them only with certain settings. */
export type LabOutputs<O extends OutputDeclarations = OutputDeclarations> = {
  readonly [Name in keyof O]?: pulumi.Input<unknown>;
};

const declared =
  (kind: OutputKind, onEmulator?: OnEmulator) =>
  (en: string, ko?: string): OutputDeclaration => ({
    label: ko === undefined ? { en } : { en, ko },
    kind,
    ...(onEmulator && { onEmulator }),
  });

/** Declarations by kind: `url: link("Web site", "웹사이트")`. */
export const link = declared("link", "marked");
export const command = declared("command");
export const value = declared("value");
/** A value that is an address on the internet, or has one. */
export const address = declared("value", "marked");
/** A command that contacts such an address. */
export const contact = declared("command", "withheld");
/** A file that does so when it is opened. */
export const contactFile = declared("value", "withheld");
export const secret = declared("secret");
/** The content of a file with credentials, which a command writes; a lab has one at most. */
export const secretFile = (en: string, ko?: string): OutputDeclaration => ({
  ...secret(en, ko),
  isFile: true,
});
