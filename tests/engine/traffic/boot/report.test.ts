import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ReportReader } from "../../../../engine/traffic/boot/report.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const record = (kind: string, name = "", content = ""): string =>
  `${kind} ${Buffer.byteLength(content)} ${name}\0${content}`;

describe("ReportReader", () => {
  const folder = temporaryFolder();
  let pages: string;
  const reader = (most = 1000) => new ReportReader(pages, most);

  beforeEach(() => {
    pages = path.join(folder.path, "pages");
    mkdirSync(pages);
  });

  it("writes the pages, and knows how the scripts ended", () => {
    const read = reader();
    const parts = [record("exit", "", "3"), record("active", "httpd"), record("folder", "a/b")];
    read.take(
      Buffer.from([...parts, record("page", "a/안녕.html", "<p>"), record("end")].join("")),
    );
    const { complete, exitCode, active } = read.report;
    assert.deepEqual([complete, exitCode, active], [true, 3, ["httpd"]]);
    assert.equal(readFileSync(path.join(pages, "a/안녕.html"), "utf8"), "<p>");
    assert.deepEqual(readdirSync(path.join(pages, "a")).sort(), ["b", "안녕.html"]);
  });

  it("takes records in any pieces", () => {
    const read = reader();
    const bytes = Buffer.from(record("page", "x", "content\0with zeros") + record("end"));
    for (const byte of bytes) read.take(Buffer.from([byte]));
    assert.equal(read.report.complete, true);
    assert.equal(readFileSync(path.join(pages, "x"), "utf8"), "content\0with zeros");
  });

  for (const name of ["../x", "a/../../x", "/etc/x", "a//x", "./x", ".."])
    it(`writes nothing under the name ${name}`, () => {
      const read = reader();
      assert.equal(read.take(Buffer.from(record("page", name, "x") + record("end"))), false);
      assert.equal(read.report.complete, false);
      assert.deepEqual(readdirSync(folder.path), ["pages"]);
      assert.equal(read.take(Buffer.from(record("end"))), false);
    });

  it("overwrites no page", () => {
    const read = reader();
    assert.equal(
      read.take(Buffer.from(record("page", "x", "1") + record("page", "x", "2"))),
      false,
    );
    assert.equal(readFileSync(path.join(pages, "x"), "utf8"), "1");
  });

  it("takes no more pages than it may, one by one and together", () => {
    const one = reader(10);
    assert.equal(one.take(Buffer.from("page 11 x\0")), false);
    assert.equal(one.report.limit, "web root");
    const both = reader(10);
    const first = record("page", "a", "123456");
    assert.equal(both.take(Buffer.from(first + record("page", "b", "123456"))), false);
    assert.equal(both.report.limit, "web root");
  });

  it("ends at what is no report", () => {
    for (const text of ["x".repeat(6000), "page x y\0", "other 0 \0", "page -1 x\0"])
      assert.equal(reader().take(Buffer.from(text)), false, text.slice(0, 20));
  });

  it("denies names that are no text", () => {
    const read = reader();
    read.take(
      Buffer.concat([Buffer.from("page 1 "), Buffer.from([0xb0, 0xa1]), Buffer.from("\0x")]),
    );
    assert.deepEqual([read.report.denied.length, readdirSync(pages)], [1, []]);
  });
});
