/** A placeholder in a handout for a value that differs by class. */
export type Placeholder =
  /** `{{s3-bucket.bucketName}}` */
  | { readonly kind: "output"; readonly lab: string; readonly output: string }
  /** `{{check:ENGLISH NAME}}` */
  | { readonly kind: "check"; readonly name: string }
  /** `{{setting:versioned}}` */
  | { readonly kind: "setting"; readonly name: string }
  /** `{{region}}`, `{{class}}` */
  | { readonly kind: "region" | "class" };

/** A placeholder in a text, or text that looks like one but is not valid. */
export interface Found {
  /** The text between the braces. */
  readonly written: string;
  /** Undefined when it is not a valid placeholder. */
  readonly placeholder: Placeholder | undefined;
}

const BRACES = /\{\{(.*?)\}\}/g;
const OUTPUT = /^([a-z0-9-]+)\.([A-Za-z0-9]+)$/;
const NAMED = /^(check|setting):(.+)$/;

/** Everything between double braces in a text, in order. */
export const placeholdersIn = (text: string): Found[] =>
  [...text.matchAll(BRACES)].map(([written, inner = ""]) => ({
    written,
    placeholder: placeholderOf(inner),
  }));

/** Replaces the placeholders in a text; invalid ones stay. */
export const replacePlaceholders = (
  text: string,
  replacement: (placeholder: Placeholder) => string,
): string =>
  text.replace(BRACES, (written: string, inner: string) => {
    const placeholder = placeholderOf(inner);
    return placeholder ? replacement(placeholder) : written;
  });

/** Parses the text between double braces; undefined when it is not a valid placeholder. */
export function placeholderOf(written: string): Placeholder | undefined {
  const inner = written.trim();
  if (inner === "region" || inner === "class") return { kind: inner };
  const [, lab, output] = OUTPUT.exec(inner) ?? [];
  if (lab !== undefined && output !== undefined) return { kind: "output", lab, output };
  const [, kind, name = ""] = NAMED.exec(inner) ?? [];
  if (kind === "check") return { kind, name: name.trim() };
  return kind === "setting" ? { kind, name: name.trim() } : undefined;
}
