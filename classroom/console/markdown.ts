import { format } from "prettier";

/** Markdown in the project's own format, so that the check of formats finds nothing to change. */
export const formatted = (text: string): Promise<string> =>
  format(text, { parser: "markdown", printWidth: 100 });
