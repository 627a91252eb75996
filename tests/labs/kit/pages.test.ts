import assert from "node:assert/strict";
import { Failure } from "../../../labs/contract/outcome.ts";
import { expectFile, expectPage, expectRedirect } from "../../../labs/kit/site/pages.ts";
import { s3Bucket } from "../../../labs/s3-bucket/lab.ts";
import { localServer } from "../../support/local-server.ts";
import { subjectOf, VISITOR } from "../../support/subjects.ts";

const PAGE = "<title>Home</title>";

describe("expectPage", () => {
  const local = localServer();

  it("takes the page that is wanted", async () => {
    const url = await local.serve((_, response) => response.end(PAGE));
    assert.equal((await expectPage(VISITOR, url, { status: 200, text: PAGE })).title, "Home");
  });

  it("fails on another status, and says both", async () => {
    const url = await local.serve((_, response) => response.writeHead(403).end());
    await assert.rejects(
      expectPage(VISITOR, url, { status: 200 }),
      isFailure(/returns 403, not 200/),
    );
  });

  it("fails on another text, and says which page it is", async () => {
    const url = await local.serve((_, response) => response.end("<title>Old home</title>"));
    const page = expectPage(VISITOR, url, { status: 200, text: PAGE });
    await assert.rejects(page, isFailure(/shows something else: "Old home"/));
  });
});

describe("expectRedirect", () => {
  const local = localServer();
  const leadsTo = (location: string, status = 302) =>
    local.serve((_, response) => response.writeHead(status, { location }).end());

  it("takes a redirect to the wanted address, written in full or not", async () => {
    const url = await leadsTo("/index.html");
    await expectRedirect(VISITOR, `${url}/home`, { status: 302, to: `${url}/index.html` });
    const www = await leadsTo("http://mydomain.com", 301);
    await expectRedirect(VISITOR, www, { status: 301, to: "http://mydomain.com/" });
  });

  it("fails when it leads elsewhere, or nowhere", async () => {
    const wanted = { status: 302, to: "https://example.com/" };
    const elsewhere = expectRedirect(VISITOR, await leadsTo("https://example.org/"), wanted);
    await assert.rejects(elsewhere, isFailure(/redirects to https:\/\/example\.org\/, not to/));
    const nowhere = await local.serve((_, response) => response.writeHead(302).end());
    await assert.rejects(
      expectRedirect(VISITOR, nowhere, wanted),
      isFailure(/has no redirect target/),
    );
  });

  it("fails when it lasts otherwise than wanted", async () => {
    const url = await leadsTo("https://example.com/", 301);
    const wanted = { status: 302, to: "https://example.com/" };
    await assert.rejects(expectRedirect(VISITOR, url, wanted), isFailure(/returns 301, not 302/));
  });
});

describe("expectFile", () => {
  const local = localServer();

  /** A site beside the bucket that its files are in. */
  async function site(shows: string): Promise<string> {
    const endpoint = await local.serve(({ url }, response) =>
      response.end(url?.startsWith("/notes/index.html") ? PAGE : shows),
    );
    const subject = subjectOf(s3Bucket, { outputs: { bucketName: "notes" }, endpoint });
    return expectFile(subject, `${endpoint}/site/`, { key: "index.html", status: 200 });
  }

  it("has the title of the file that is shown", async () => {
    assert.equal(await site(PAGE), "Home");
  });

  it("fails when the site shows a file as it was before", async () => {
    await assert.rejects(site("<title>Old home</title>"), isFailure(/something else: "Old home"/));
  });
});

const isFailure = (message: RegExp) => (error: unknown) =>
  error instanceof Failure && message.test(error.message);
