import assert from "node:assert/strict";
import { NOT_SERVED, NotServedError, webRequest } from "../../aws/web-request.ts";
import { localServer } from "../support/local-server.ts";
import { awsAt } from "../support/subjects.ts";

const SITE = "notes.s3-website.ap-northeast-2.amazonaws.com";

describe("a request for a host name of AWS's", () => {
  const local = localServer();

  /** An AWS that is emulated, whose host names lead to a proxy that tells what it is asked. */
  const emulated = async () =>
    awsAt(
      "http://127.0.0.1:1",
      await local.serve(({ method = "", url = "" }, response) =>
        response
          .writeHead(url.endsWith("/moved") ? 302 : 200, { location: "/there" })
          .end(`${method} ${url}`),
      ),
    );

  it("goes through the proxy with its whole URL where AWS is emulated", async () => {
    const url = `http://${SITE}/a%20b?c=d`;
    assert.equal(await (await webRequest(await emulated(), url)).text(), `GET ${url}`);
  });

  it("does not follow redirects", async () => {
    const { status, headers } = await webRequest(await emulated(), `http://${SITE}/moved`);
    assert.deepEqual([status, headers.get("location")], [302, "/there"]);
  });

  it("says why nothing answers, when the proxy says so", async () => {
    const web = await local.serve((_, response) =>
      response.writeHead(502, { [NOT_SERVED]: "load balancers do not answer here" }).end(),
    );
    const asked = webRequest(awsAt("http://127.0.0.1:1", web), "http://lb.example/");
    await assert.rejects(asked, (error) => {
      assert.ok(error instanceof NotServedError);
      assert.equal(error.message, "load balancers do not answer here");
      return true;
    });
  });

  it("never leaves the machine where AWS is emulated and nothing answers for host names", async () => {
    const aws = awsAt("http://127.0.0.1:1");
    await assert.rejects(webRequest(aws, `http://${SITE}/`), NotServedError);
  });

  it("goes to the emulator itself at its own address", async () => {
    const endpoint = await local.serve(({ url }, response) => response.end(url));
    assert.equal(
      await (await webRequest(awsAt(endpoint), `${endpoint}/notes/a`)).text(),
      "/notes/a",
    );
  });
});
