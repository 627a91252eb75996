import assert from "node:assert/strict";
import type { RequestListener } from "node:http";
import { signedHeaders } from "../../../aws/sts/signature.ts";
import { Sts } from "../../../aws/sts/sts.ts";
import { localServer } from "../../support/local-server.ts";

const KEYS = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
};

describe("the signature of a posted form", () => {
  it("is that of AWS's own test suite, post-x-www-form-urlencoded", () => {
    const { authorization } = signedHeaders({
      url: new URL("https://example.amazonaws.com"),
      body: "Param1=value1",
      region: "us-east-1",
      service: "service",
      keys: KEYS,
      now: new Date("2015-08-30T12:36:00Z"),
    });
    assert.equal(
      authorization,
      "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, " +
        "SignedHeaders=content-type;host;x-amz-date, " +
        "Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a",
    );
  });

  it("covers the token of a session", () => {
    const form = {
      url: new URL("https://example.amazonaws.com"),
      body: "",
      region: "us-east-1",
      service: "sts",
      keys: { ...KEYS, sessionToken: "token" },
      now: new Date(0),
    };
    const { authorization, ...headers } = signedHeaders(form);
    assert.equal(headers["x-amz-security-token"], "token");
    assert.match(authorization ?? "", /x-amz-date;x-amz-security-token,/);
  });
});

describe("STS", () => {
  const local = localServer();
  const sts = async (listener: RequestListener) =>
    new Sts({
      region: "ap-northeast-2",
      endpoint: await local.serve(listener),
      credentials: KEYS,
    });

  it("says whose credentials they are", async () => {
    const client = await sts((_, response) =>
      response.end(
        "<R><Arn>arn:aws:iam::111122223333:user/a</Arn><Account>111122223333</Account></R>",
      ),
    );
    assert.deepEqual(await client.getCallerIdentity(), {
      account: "111122223333",
      arn: "arn:aws:iam::111122223333:user/a",
    });
  });

  it("is asked again when it was too busy", async () => {
    let calls = 0;
    const client = await sts((_, response) => {
      response.statusCode = ++calls === 1 ? 503 : 200;
      response.end("<R><Arn>a</Arn><Account>1</Account></R>");
    });
    assert.equal((await client.getCallerIdentity()).account, "1");
    assert.equal(calls, 2);
  });

  it("refuses with its own code, at once", async () => {
    let calls = 0;
    const client = await sts((_, response) => {
      calls++;
      response.statusCode = 403;
      response.end("<E><Error><Code>ExpiredToken</Code><Message>it is over</Message></Error></E>");
    });
    await assert.rejects(client.getCallerIdentity(), {
      name: "ExpiredToken",
      message: "it is over",
    });
    assert.equal(calls, 1);
  });

  it("is not believed when its answer names no account", async () => {
    const client = await sts((_, response) =>
      response.end("<html>log in to the school's network</html>"),
    );
    await assert.rejects(client.getCallerIdentity(), /no Account/);
  });
});
