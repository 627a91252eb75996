import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Language } from "../console/language.ts";
import { type Html, markup, trusted } from "./markup.ts";

/** A whole page. */
export interface Document {
  readonly language: Language;
  /** Title of the browser tab. */
  readonly title: string;
  /** Everything below `<body>`. */
  readonly body: Html;
  /** Style sheets after the common one. @default none */
  readonly styles?: readonly string[];
  /**
   * Scripts, as modules without imports, which run once the page is loaded. They are our own and never contain others' text.
   * @default none
   */
  readonly scripts?: readonly string[];
  /** Whether scripts may send requests to the page's own server. @default false */
  readonly isLive?: boolean;
}

/** Identifies a file of ours. */
const GENERATOR = "aws-class";

/** Whether a file is a page of ours, and may be overwritten. */
export const isOurs = (text: string): boolean =>
  text.includes(`<meta name="generator" content="${GENERATOR}">`);

/** A style sheet or a script of ours, for a page. */
export const asset = (folder: string, name: string): string =>
  readFileSync(path.join(folder, name), "utf8");

/**
 * A page in one file: it opens from disk, sends no requests, and runs only its own scripts, whatever the texts in it contain. The
 * Content Security Policy in its head lists each style sheet and script by hash. An element of class `page` limits the width of
 * its content, one of class `prose` that of texts: `base.css` has the common classes.
 */
export function documentOf(page: Document): string {
  const { language, title, body, styles = [], scripts = [] } = page;
  const sheet = [asset(import.meta.dirname, "base.css"), ...styles].join("\n");
  return markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(page, sheet)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<meta name="generator" content="${GENERATOR}">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${trusted(sheet)}</style>
</head>
<body>
${body}
${scripts.map((script) => markup`<script type="module">${trusted(script)}</script>\n`)}</body>
</html>
`.toString();
}

function policyOf({ scripts = [], isLive = false }: Document, sheet: string): string {
  const allowed = scripts.map(hashOf).join(" ");
  return [
    "default-src 'none'",
    `style-src ${hashOf(sheet)}`,
    `script-src ${allowed === "" ? "'none'" : allowed}`,
    "img-src data:",
    ...(isLive ? ["connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

const hashOf = (text: string): string =>
  `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
