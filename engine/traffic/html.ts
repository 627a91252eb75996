import { escaped } from "../../lib/html.ts";

/** A page with a title and paragraphs of plain text. */
export const htmlPage = (title: string, paragraphs: readonly string[]): string =>
  [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(title)}</title></head>`,
    `<body><h1>${escaped(title)}</h1>`,
    ...paragraphs.map((text) => `<p>${escaped(text)}</p>`),
    "</body></html>",
    "",
  ].join("\n");
