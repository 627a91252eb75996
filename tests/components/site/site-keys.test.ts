import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { SiteFilesError, siteKeys } from "../../../components/site/site-keys.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("siteKeys", () => {
  const folder = temporaryFolder();
  const at = (name: string) => path.join(folder.path, name);
  const write = (name: string): void => {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    writeFileSync(at(name), name);
  };
  const keys = () => siteKeys(folder.path).map(({ key }) => key);
  const refused = (message: RegExp, root = folder.path) => {
    assert.throws(
      () => siteKeys(root),
      (error) => error instanceof SiteFilesError && message.test(error.message),
    );
  };

  it("take any name that S3 takes", () => {
    const names = ["a b.html", "c#d&e+f%20.html", "과제/1주차 (최종).html", "it's.html", "🙂.html"];
    names.forEach(write);
    assert.deepEqual(keys(), [...names].sort());
  });

  it("are in the composed form, as a browser asks for them, however the file is named", () => {
    write("안내/수업.html".normalize("NFD"));
    const [{ key, path: file } = { key: "", path: "" }] = siteKeys(folder.path);
    assert.equal(key, "안내/수업.html");
    assert.equal(file, at(key.normalize("NFD")));
  });

  it("refuse two files that would be one", () => {
    write("안내.html");
    write("안내.html".normalize("NFD"));
    refused(/two files with the name 안내\.html/);
  });

  it("follow no link, to a file, a folder, nothing or around", () => {
    for (const target of ["/etc/hosts", "/etc", "gone", "."]) {
      const name = at(`link to ${target.replaceAll("/", " ")}`);
      symlinkSync(target, name);
      refused(/link to .*" is a link: replace it/);
      unlinkSync(name);
    }
  });

  it("leave hidden files alone, links too", () => {
    write("index.html");
    symlinkSync("/etc", at(".link"));
    assert.deepEqual(keys(), ["index.html"]);
  });

  it("refuse what is no file", () => {
    execFileSync("mkfifo", [at("pipe")]);
    refused(/pipe" is not a file/);
  });

  it("refuse a name with a control character", () => {
    write("a\nb.html");
    refused(/control character/);
  });

  it("refuse a name that no list of S3 can contain, which is XML", () => {
    write("bell\uFFFE.html");
    refused(/control character/);
  });

  it("refuse a name that is too long", () => {
    write(Array.from({ length: 8 }, () => "가".repeat(60)).join("/"));
    refused(/too long a name: .* 1024 bytes/);
  });

  it("refuse a file as the folder, and a link that leads nowhere", () => {
    write("index.html");
    refused(/index\.html" is a file/, at("index.html"));
    symlinkSync("loop", at("loop"));
    refused(/points to itself/, at("loop"));
  });
});
