import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { documentOf } from "../../../classroom/html/document.ts";
import { markup } from "../../../classroom/html/markup.ts";

const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const page = (more: object = {}) =>
  documentOf({ language: "ko", title: "<수업>", body: markup`<p>a</p>`, ...more });

const policyOf = (written: string): string =>
  /http-equiv="Content-Security-Policy" content="([^"]*)"/
    .exec(written)?.[1]
    ?.replaceAll("&#39;", "'") ?? "";

describe("a page", () => {
  it("says its language and its title", () => {
    assert.match(page(), /^<!doctype html>\n<html lang="ko">/);
    assert.ok(page().includes("<title>&lt;수업&gt;</title>"));
  });

  it("allows its own style sheet and scripts by their hashes, and nothing else", () => {
    const written = page({ styles: ["p { color: red }"], scripts: ["run()"] });
    const sheet = /<style>([^]*?)<\/style>/.exec(written)?.[1] ?? "";
    assert.ok(sheet.endsWith("p { color: red }"));
    assert.equal(
      policyOf(written),
      `default-src 'none'; style-src ${hashOf(sheet)}; script-src ${hashOf("run()")}; img-src data:; base-uri 'none'; form-action 'none'`,
    );
  });

  it("runs no script where it has none, and asks its server only where it is live", () => {
    assert.match(policyOf(page()), /script-src 'none'/);
    assert.doesNotMatch(policyOf(page()), /connect-src/);
    assert.match(policyOf(page({ isLive: true })), /connect-src 'self'/);
  });

  it("has everything in itself", () => {
    assert.doesNotMatch(page(), /<img|<link rel="stylesheet"|@import|url\(/);
  });
});
