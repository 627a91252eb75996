import assert from "node:assert/strict";
import { withStudents } from "../../../classroom/class-page/class-view.ts";
import { classPage, studentPage } from "../../../classroom/class-page/pages.ts";
import type { StackView } from "../../../classroom/class-page/stack-view.ts";
import { NOW, releasedState, releasedView, USUAL } from "../../support/pages/released-class.ts";

const OPTIONS = { language: "en", now: NOW } as const;

describe("the page of a class", function () {
  this.timeout("60s");
  let all: StackView;
  let usual: StackView;
  before(async () => {
    [all, usual] = await Promise.all([releasedView(), releasedView({ labs: USUAL })]);
  });

  it("has the labs in class order, with both titles", () => {
    const page = classPage({ view: usual }, OPTIONS);
    const ids = [...page.matchAll(/<section class="lab" id="lab-([\w-]+)"/g)].map(([, id]) => id);
    assert.deepEqual(ids, USUAL);
    assert.match(
      page,
      /A static website <span class="other" lang="ko">정적 웹사이트 호스팅<\/span>/,
    );
    const ko = classPage({ view: usual }, { ...OPTIONS, language: "ko" });
    assert.match(ko, /<html lang="ko">/);
    assert.match(ko, /정적 웹사이트 호스팅 <span class="other" lang="en">A static website<\/span>/);
  });

  it("shows commands and settings in what a lab teaches as code", () => {
    const page = classPage({ view: all }, OPTIONS);
    assert.match(page, /<p class="prose">[^<]*<code>eb deploy<\/code>, and explain/);
    assert.doesNotMatch(page, /<p class="prose">[^<]*`/);
  });

  it("says when it ends, what it has cost, and what its checks have shown", () => {
    const page = classPage({ view: usual }, OPTIONS);
    assert.match(page, /data-ends="2026-11-30T18:00:00\+09:00"/);
    assert.ok((usual.cost?.spent ?? 0) > 0);
    assert.match(page, /<dt>Cost so far<\/dt><dd><span class="figure">\$\d+\.\d\d</);
    assert.match(page, /✗ 1<\/span> <span class="good">✓ \d\d</);
  });

  it("leaves out the checks of a lab that was made anew since", async () => {
    const checks = {
      dynamodb: { at: "2026-11-30T00:29:00Z", results: [{ check: "x", outcome: "pass" as const }] },
    };
    const view = await releasedView({ labs: ["dynamodb"] }, { checks });
    assert.equal(view.labs[0]?.checks, undefined);
    assert.equal(view.checks, undefined);
  });

  it("has a QR code for each address that others reach", () => {
    const page = classPage({ view: usual }, OPTIONS);
    const links = [...page.matchAll(/<a href="(https?:[^"]*)"/g)].map(([, url]) => url);
    assert.equal(links.length, 3);
    assert.equal(page.match(/<svg class="qr"/g)?.length, links.length);
  });

  it("has none for an address of this machine", async () => {
    const view = await releasedView(
      { labs: ["static-site"], environment: "local" },
      { here: (url) => (url.startsWith("http") ? "http://site.localhost:8080/" : undefined) },
    );
    const page = classPage({ view }, OPTIONS);
    assert.match(page, /<a href="http:\/\/site\.localhost:8080\/">/);
    assert.doesNotMatch(page, /<svg class="qr"/);
  });

  it("has no secret, and says that there is one", () => {
    assert.doesNotMatch(classPage({ view: all }, OPTIONS), /\[secret\]|left out/);
    assert.match(classPage({ view: all }, OPTIONS), /a secret: ask your instructor/);
  });

  it("is smaller than 300 kB with all labs, and asks nobody for anything", () => {
    const page = classPage({ view: all }, OPTIONS);
    assert.ok(Buffer.byteLength(page) < 300_000, `${Buffer.byteLength(page)} bytes`);
    assert.ok(Buffer.byteLength(classPage({ view: usual }, OPTIONS)) < 80_000);
    assert.doesNotMatch(
      page,
      /<(img|script src|link rel="(?!icon)|iframe|object|embed)|@import|url\(/,
    );
  });

  it("shows a class of thirty with the labs that its students have, and sums up what they cost", () => {
    const students = Array.from({ length: 30 }, (_, at) => ({
      id: `s${at}`,
      status: {
        state: "up",
        checks: { at: "2026-11-30T02:00:00Z", passed: 8, failed: 0, inconclusive: 0, labs: [] },
      } as const,
      view: all,
    }));
    const own = { ...usual, labs: [], checks: undefined, cost: undefined };
    const view = withStudents(own, students);
    const page = classPage({ view, students }, OPTIONS);
    assert.equal(view.labs.length, all.labs.length);
    assert.equal(view.labs.flatMap(({ outputs }) => outputs).length, 0);
    assert.deepEqual(view.checks, { passed: 240, failed: 0 });
    assert.equal(view.cost?.perHour.toFixed(4), (30 * (all.cost?.perHour ?? 0)).toFixed(4));
    assert.ok(Buffer.byteLength(page) < 300_000, `${Buffer.byteLength(page)} bytes`);
  });
});

describe("the page of a student", () => {
  it("has the student's name, id and own values", async () => {
    const view = await releasedView({ labs: ["s3-bucket"], state: releasedState() });
    const page = studentPage({ view, id: "s07", name: "김하나" }, { ...OPTIONS, language: "ko" });
    assert.match(page, /<h1><bdi>김하나<\/bdi><\/h1>/);
    assert.match(page, /aws-class · 학생 s07/);
    assert.match(page, /s3-bucket-[0-9a-f]{7}/);
  });
});
