import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import type { RequestListener } from "node:http";
import os from "node:os";
import path from "node:path";
import { siteProblem } from "../../engine/choice/site.ts";
import { recall } from "../../engine/memory.ts";
import { localServer, nobody } from "../support/local-server.ts";
import { assertWithin } from "../support/processes/time-limit.ts";

describe("the download site", () => {
  let cache: string;
  const local = localServer();
  let asked = 0;

  /** Serves on this machine what stands for the site. */
  async function serve(answer: RequestListener): Promise<string> {
    const url = await local.serve((request, response) => {
      asked++;
      answer(request, response);
    });
    return `${url}/install.sh`;
  }

  /** Has HTTPS go by a proxy for as long as `action` takes. */
  async function withProxy(proxy: string, action: () => Promise<void>): Promise<void> {
    const before = { ...process.env };
    for (const name of ["https_proxy", "no_proxy", "NO_PROXY"])
      Reflect.deleteProperty(process.env, name);
    process.env.HTTPS_PROXY = proxy;
    try {
      await action();
    } finally {
      delete process.env.HTTPS_PROXY;
      Object.assign(process.env, before);
    }
  }

  beforeEach(() => {
    asked = 0;
    cache = mkdtempSync(path.join(os.tmpdir(), "site-test-"));
  });

  afterEach(() => {
    rmSync(cache, { recursive: true });
  });

  it("is no problem when it answers", async () => {
    const site = await serve((_, response) => response.end());
    assert.equal(await siteProblem(cache, site), undefined);
  });

  it("is one when something else answers in its place", async () => {
    const site = await serve((_, response) => response.writeHead(403).end());
    assert.match((await siteProblem(cache, site)) ?? "", /answers HTTP 403/);
  });

  it("is asked by the proxy that the environment names, as those who download from it do", async () => {
    await withProxy(await nobody(), async () => {
      const problem = await siteProblem(cache, "https://site.invalid/install.sh");
      assert.match(problem ?? "", /site\.invalid cannot be reached \(ECONNREFUSED\)/);
    });
  });

  it("is one when that proxy is none", async () => {
    await withProxy("not an address", async () => {
      const problem = await siteProblem(cache, "https://site.invalid/install.sh");
      assert.match(problem ?? "", /site\.invalid cannot be reached/);
    });
  });

  it("is given up at once when its name is unknown or nobody listens", async () => {
    const start = performance.now();
    const unknown = await siteProblem(cache, "https://site.invalid/install.sh");
    assert.match(unknown ?? "", /site\.invalid cannot be reached \((ENOTFOUND|EAI_AGAIN)\)/);
    const site = await nobody();
    assert.match((await siteProblem(cache, site)) ?? "", /ECONNREFUSED/);
    assertWithin(performance.now() - start, 2000);
    assert.equal(recall(cache, site), undefined);
  });

  it("is waited for no longer than the limit, and for a while not again", async () => {
    const site = await serve(() => undefined);
    const problem = await siteProblem(cache, site, 600);
    assert.match(problem ?? "", /no answer within 0\.6 s/);
    assert.equal(await siteProblem(cache, site, 600), problem);
    assert.equal(asked, 1);
  });
});
