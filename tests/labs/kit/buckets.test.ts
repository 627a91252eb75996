import assert from "node:assert/strict";
import { Aws } from "../../../aws/clients.ts";
import { expectObject, objectUrl } from "../../../labs/kit/site/buckets.ts";
import { s3Bucket } from "../../../labs/s3-bucket/lab.ts";
import { localServer } from "../../support/local-server.ts";
import { awsAt, subjectOf } from "../../support/subjects.ts";

describe("objectUrl", () => {
  it("is AWS's own, by path: a bucket called like a domain has no certificate", () => {
    assert.equal(
      objectUrl(new Aws({ region: "ap-northeast-2" }), "mydomain.com", "css/site.css"),
      "https://s3.ap-northeast-2.amazonaws.com/mydomain.com/css/site.css",
    );
  });

  it("is AWS's own where AWS's host names answer on this machine", () => {
    assert.equal(
      objectUrl(awsAt("http://127.0.0.1:5000", "http://127.0.0.1:6000"), "notes", "a.txt"),
      "https://s3.ap-northeast-2.amazonaws.com/notes/a.txt",
    );
  });

  it("is at the emulator where there is one", () => {
    assert.equal(
      objectUrl(awsAt("http://127.0.0.1:5000"), "notes", "강의/1 2.txt"),
      "http://127.0.0.1:5000/notes/%EA%B0%95%EC%9D%98/1%202.txt",
    );
  });
});

describe("expectObject", () => {
  const local = localServer();
  const object = async (says: number, status: 200 | 403) => {
    const endpoint = await local.serve(({ url }, response) =>
      response.writeHead(url === "/notes/a.txt" ? says : 404).end(),
    );
    const subject = subjectOf(s3Bucket, { outputs: { bucketName: "notes" }, endpoint });
    return expectObject(subject, { key: "a.txt", status });
  };

  it("says what a browser gets", async () => {
    assert.equal(await object(200, 200), "200 for a.txt");
    assert.equal(await object(403, 403), "403 for a.txt");
  });

  it("fails when what should be closed is open, and the other way round", async () => {
    await assert.rejects(object(200, 403), /a browser gets 200 for a\.txt, not 403/);
    await assert.rejects(object(403, 200), /a browser gets 403 for a\.txt, not 200/);
  });
});
