import assert from "node:assert/strict";
import type { IncomingMessage, RequestListener } from "node:http";
import { CannotTell, Failure } from "../../../labs/contract/outcome.ts";
import { countsOf, pagesOf, pagesOfOneVisitor, visit } from "../../../labs/kit/web/visit.ts";
import { webPage } from "../../../labs/kit/web/web-page.ts";
import { localServer, nobody } from "../../support/local-server.ts";
import { assertWithin } from "../../support/processes/time-limit.ts";
import { VISITOR } from "../../support/subjects.ts";

/** Two servers behind a load balancer. @param sticky whether a visitor's cookie decides */
function balancer(sticky: boolean): RequestListener {
  let turn = 0;
  const kept = ({ headers }: IncomingMessage) => /AWSALB=(\w)/.exec(headers.cookie ?? "")?.[1];
  return (request, response) => {
    const server = (sticky ? kept(request) : undefined) ?? (++turn % 2 === 0 ? "2" : "1");
    response.setHeader("set-cookie", [
      `AWSALB=${server}; Path=/`,
      `AWSALBCORS=${server}; SameSite=None`,
    ]);
    response.end(webPage(`EC2-${server}`));
  };
}

describe("visit", () => {
  const local = localServer();

  it("has status, headers, body, title and the cookies that a browser sends back", async () => {
    const { status, headers, body, title, cookies } = await visit(
      VISITOR,
      await local.serve(balancer(true)),
    );
    assert.deepEqual([status, title, cookies], [200, "EC2-1", "AWSALB=1; AWSALBCORS=1"]);
    assert.equal(headers.getSetCookie().length, 2);
    assert.match(body, /<!doctype html>/);
  });

  it("takes an error page for an answer", async () => {
    const url = await local.serve((_, response) => response.writeHead(403).end("denied"));
    const { status, title, body } = await visit(VISITOR, url);
    assert.deepEqual([status, title, body], [403, "", "denied"]);
  });

  it("shows a redirect and does not follow it", async () => {
    const url = await local.serve((_, response) =>
      response.writeHead(301, { location: "/there" }).end(),
    );
    const { status, headers } = await visit(VISITOR, url);
    assert.deepEqual([status, headers.get("location")], [301, "/there"]);
  });

  it("asks by the method that it is given", async () => {
    const url = await local.serve(({ method }, response) =>
      response.writeHead(method === "HEAD" ? 204 : 200).end(),
    );
    assert.equal((await visit(VISITOR, url, { method: "HEAD" })).status, 204);
  });

  it("fails when nobody listens, and when the line is cut: the site is down", async () => {
    const cut = await local.serve(({ socket }) => socket.destroy());
    for (const url of [await nobody(), cut])
      await assert.rejects(
        visit(VISITOR, url),
        (error) => error instanceof Failure && error.message.includes(url),
      );
  });

  it("cannot tell when the answer is none", async () => {
    const half = await local.serve((_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half", () => response.destroy());
    });
    const noise = await local.serve(({ socket }) => socket.end("noise\r\n\r\n"));
    for (const url of [half, noise])
      await assert.rejects(
        visit(VISITOR, url),
        (error) => error instanceof CannotTell && error.message.includes(url),
      );
  });

  it("cannot tell when the answer is too slow", async () => {
    const url = await local.serve(() => undefined);
    const start = performance.now();
    await assert.rejects(visit(VISITOR, url, { limitMs: 100 }), /does not answer: .*timeout/i);
    assertWithin(performance.now() - start, 2000);
  });

  it("cannot tell where AWS is emulated and nothing answers for the host: only AWS shows it", async () => {
    const subject = { aws: { endpoint: "http://127.0.0.1:1", web: undefined } };
    await assert.rejects(visit(subject, "http://site.example/"), {
      obstacle: "emulator",
      message: "no server runs locally",
    });
  });
});

describe("pagesOf", () => {
  const local = localServer();

  it("counts the pages that new visitors get in turns", async () => {
    const pages = await pagesOf(VISITOR, await local.serve(balancer(false)), 10);
    assert.equal(countsOf(pages), "EC2-1 (5), EC2-2 (5)");
  });

  it("sends no cookies: every visitor is a new one", async () => {
    const pages = await pagesOf(VISITOR, await local.serve(balancer(true)), 4);
    assert.deepEqual([...pages.values()], [2, 2]);
  });

  it("counts an error page by its status", async () => {
    const url = await local.serve((_, response) => response.writeHead(502).end(webPage("EC2-1")));
    assert.equal(countsOf(await pagesOf(VISITOR, url, 2)), "HTTP 502 (2)");
  });
});

describe("pagesOfOneVisitor", () => {
  const local = localServer();

  it("is one page where the cookie keeps the visitor", async () => {
    assert.deepEqual(
      [...(await pagesOfOneVisitor(VISITOR, await local.serve(balancer(true)), 6))],
      ["EC2-1"],
    );
  });

  it("is every page where it does not", async () => {
    const seen = await pagesOfOneVisitor(VISITOR, await local.serve(balancer(false)), 6);
    assert.deepEqual([...seen].sort(), ["EC2-1", "EC2-2"]);
  });

  it("takes an error for another page", async () => {
    let count = 0;
    const url = await local.serve((_, response) => {
      response.statusCode = ++count > 3 ? 503 : 200;
      response.end(webPage("EC2-1"));
    });
    assert.deepEqual([...(await pagesOfOneVisitor(VISITOR, url, 6))], ["EC2-1", "HTTP 503"]);
  });
});
