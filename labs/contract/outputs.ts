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
}

/** A lab's outputs by name, in the order in which they are read out. */
export type OutputDeclarations = Readonly<Record<string, OutputDeclaration>>;

/** What a lab exports: bare values, some of them only with certain settings. */
export type LabOutputs<O extends OutputDeclarations = OutputDeclarations> = {
  readonly [Name in keyof O]?: pulumi.Input<unknown>;
};

const declared =
  (kind: OutputKind) =>
  (en: string, ko?: string): OutputDeclaration => ({
    label: ko === undefined ? { en } : { en, ko },
    kind,
  });

/** Declarations by kind: `url: link("Web site", "웹사이트")`. */
export const link = declared("link");
export const command = declared("command");
export const value = declared("value");
export const secret = declared("secret");
