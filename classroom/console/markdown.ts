import { format } from "prettier";

/** Markdown in the project's format, as `npm run check:format` expects it. */
export const formatted = (text: string): Promise<string> =>
  format(text, { parser: "markdown", printWidth: 100 });
