import assert from "node:assert/strict";
import { mkdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { answer } from "../../../../../engine/traffic/servers/web-server/answer.ts";
import { type Boot, restarted } from "../../../../../engine/traffic/boot/outcome.ts";
import { temporaryFolder } from "../../../../support/temporary-folder.ts";

describe("answer", () => {
  const folder = temporaryFolder();
  let boot: Boot;
  const write = (name: string, text: string, seconds = 1_700_000_000): void => {
    const file = path.join(folder.path, "www", name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    utimesSync(file, seconds, seconds);
  };
  const ask = (url: string, method = "GET", headers = {}) => answer(boot, { method, url, headers });
  const status = async (url: string, method?: string) => (await ask(url, method))?.status;

  beforeEach(() => {
    write("index.html", "<h1>1</h1>");
    write("health", "ok\n");
    write("docs/index.html", "docs");
    write("style.css", "p{}");
    write("images/logo.png", "png");
    writeFileSync(path.join(folder.path, "secret"), "secret");
    boot = {
      ...{ instanceId: "i-1", outcome: { how: "ok" }, webServer: "httpd" },
      ...{ enabledWebServer: undefined, webRoot: path.join(folder.path, "www") },
      ...{ active: ["httpd"], enabled: ["nginx"], packages: ["httpd"] },
      ...{ denied: [], perBoot: {}, console: "", logs: {} },
    };
  });

  it("serves index.html, with its type, length and time", async () => {
    const { status, headers, body } = (await ask("/?a=b")) ?? {};
    assert.deepEqual([status, body?.toString()], [200, "<h1>1</h1>"]);
    const { date, ...others } = headers ?? {};
    assert.ok(date);
    assert.deepEqual(others, {
      server: "Apache/2.4 (Amazon Linux)",
      "last-modified": "Tue, 14 Nov 2023 22:13:20 GMT",
      etag: '"a-60a24181e4000"',
      "accept-ranges": "bytes",
      "content-type": "text/html; charset=UTF-8",
      "content-length": "10",
    });
  });

  it("names the types that it knows: nginx takes the rest for bytes, httpd says nothing", async () => {
    const type = async (url: string) => (await ask(url))?.headers["content-type"];
    assert.deepEqual([await type("/style.css"), await type("/health")], ["text/css", undefined]);
    boot = { ...boot, webServer: "nginx" };
    assert.deepEqual(
      [await type("/"), await type("/health")],
      ["text/html", "application/octet-stream"],
    );
  });

  it("redirects to a folder's slash, serves its index, and lists no files", async () => {
    assert.deepEqual([await status("/docs"), await status("/docs/")], [301, 200]);
    assert.equal((await ask("/docs"))?.headers.location, "/docs/");
    assert.equal(await status("/images/"), 403);
  });

  it("finds nothing where there is nothing", async () => {
    for (const url of ["/none", "/index.html/", "/docs/none", "/index.html/x"])
      assert.equal(await status(url), 404, url);
  });

  it("stays below its root", async () => {
    const tries = ["/../secret", "/%2e%2e/secret", "/docs/../../secret", "/..%2fsecret"];
    assert.deepEqual(await Promise.all(tries.map((url) => status(url))), [400, 400, 400, 404]);
    assert.deepEqual(
      await Promise.all(["/%zz", "/a%00b", "secret", "//secret"].map((url) => status(url))),
      [400, 404, 400, 404],
    );
  });

  it("follows no link, wherever it leads", async () => {
    const www = path.join(folder.path, "www");
    symlinkSync(path.join(folder.path, "secret"), path.join(www, "link"));
    symlinkSync(folder.path, path.join(www, "up"));
    symlinkSync("index.html", path.join(www, "same.html"));
    for (const url of ["/link", "/up/secret", "/up/", "/same.html"])
      assert.equal(await status(url), 404, url);
  });

  it("refuses what the server's user may not read, and Apache's own files", async () => {
    write(".htaccess", "x");
    boot = { ...boot, denied: ["images", "style.css"] };
    for (const url of ["/images/logo.png", "/images/", "/style.css", "/.htaccess"])
      assert.equal(await status(url), 403, url);
  });

  it("answers HEAD without a body, and no method that writes", async () => {
    const head = await ask("/", "HEAD");
    assert.deepEqual([head?.body.length, head?.headers["content-length"]], [0, "10"]);
    assert.deepEqual([await status("/", "PUT"), await status("/", "POST")], [405, 200]);
  });

  it("says that nothing has changed", async () => {
    const etag = (await ask("/"))?.headers.etag;
    for (const headers of [
      { "if-none-match": `"x", W/${etag}` },
      { "if-modified-since": "Tue, 14 Nov 2023 22:13:20 GMT" },
    ]) {
      const answered = await ask("/", "GET", headers);
      assert.deepEqual([answered?.status, answered?.body.length], [304, 0]);
    }
    const other = { "if-none-match": '"x"', "if-modified-since": "Tue, 14 Nov 2023 22:13:20 GMT" };
    assert.equal((await ask("/", "GET", other))?.status, 200);
  });

  for (const webServer of ["httpd", "nginx"] as const)
    it(`shows by ${webServer}'s tag that a page was replaced by one of its size in the same second`, async () => {
      boot = { ...boot, webServer };
      const etag = (await ask("/"))?.headers.etag;
      write("index.html", "<h1>2</h1>", 1_700_000_000.5);
      boot = { ...boot };
      assert.equal((await ask("/", "GET", { "if-none-match": etag }))?.status, 200);
    });

  it("answers nothing when no web server runs, until one that is enabled starts", async () => {
    boot = { ...boot, webServer: undefined, enabledWebServer: "nginx" };
    assert.equal(await ask("/"), undefined);
    boot = restarted(boot);
    assert.equal(await status("/"), 200);
  });
});
