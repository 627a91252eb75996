import assert from "node:assert/strict";
import { Command } from "../../support/engine/command.ts";
import { TestStack } from "../../support/engine/stack.ts";
import { openLocal } from "../traffic/browser.ts";

/** The class of one state to the next: each test goes on from the one before. */
describe("the published pages of a class on this machine", function () {
  this.timeout("5m");
  let stack: TestStack;
  let address: string;
  before(async () => {
    stack = await TestStack.start();
    await stack.up({ "class:labs": { dynamodb: true } });
  });
  after(() => stack.stop());

  const page = async (...options: string[]): Promise<string> => {
    const { code, said } = await new Command(stack.folder, ["page", ...options]).end();
    assert.equal(code, 0, said);
    return said;
  };

  it("open at a local address, which leads to them from its beginning", async () => {
    const said = await page("--publish");
    const [, url = ""] = /^Class {2}(http:\/\/\S+)$/m.exec(said) ?? [];
    address = url;
    assert.match(
      address,
      /^http:\/\/\w+\.cloudfront\.net\.localhost:\d+\/pages\/class\/page\.html$/,
    );
    const { status, headers, body } = await openLocal(address);
    assert.equal(status, 200);
    assert.match(headers["content-type"] ?? "", /^text\/html; charset=utf-8$/i);
    assert.equal(headers["cache-control"], "public, max-age=60");
    assert.equal(headers["x-robots-tag"], "noindex, nofollow");
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.match(body, /UserLeaderboard/);
    const begin = await openLocal(new URL("/", address).href);
    assert.match(begin.body, /url=pages\/class\/page\.html/);
    const guess = await openLocal(new URL("/pages/class/", address).href);
    assert.equal(guess.status, 404);
  });

  it("stay at their address when they are published again, with the labs of the class", async () => {
    assert.ok((await page("--publish")).includes(`Class  ${address}\n`));
    assert.ok("dynamodb" in (await stack.outputs()));
  });

  it("are gone when they are no longer published", async () => {
    assert.match(await page("--unpublish"), /no longer published/);
    assert.deepEqual(Object.keys(await stack.outputs()).sort(), ["class", "dynamodb", "readme"]);
    assert.match(await page("--unpublish"), /No pages of stack local are published/);
  });
});
