import type * as pulumi from "@pulumi/pulumi";
import type { Text } from "./text.ts";

/** How the page, the handout and the terminal show an output. */
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
  /** A short label: `Public IPv4 address`. */
  readonly label: Text;
  readonly kind: OutputKind;
  /** How it is shown when AWS is emulated. @default unchanged */
  readonly onEmulator?: OnEmulator;
  /** Whether it is the content of a file that `npm run class -- credentials` writes. @default false */
  readonly isFile?: true;
}

/**
 * An emulated public address belongs to somebody else on the internet. It is therefore marked; a command or file that would
 * contact it, perhaps with a key or a password, is withheld.
 */
export type OnEmulator = "marked" | "withheld";

/** A lab's outputs by name, in the order in which they are shown. */
export type OutputDeclarations = Readonly<Record<string, OutputDeclaration>>;

/** A lab's exported values; some exist only with certain settings. */
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
/** A value that is an internet address, or contains one. */
export const address = declared("value", "marked");
/** A command that contacts such an address. */
export const contact = declared("command", "withheld");
/** A file that contacts such an address when it is opened. */
export const contactFile = declared("value", "withheld");
export const secret = declared("secret");
/** The content of a credentials file, which a command writes; a lab has at most one. */
export const secretFile = (en: string, ko?: string): OutputDeclaration => ({
  ...secret(en, ko),
  isFile: true,
});
