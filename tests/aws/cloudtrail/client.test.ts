import assert from "node:assert/strict";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { Aws } from "../../../aws/clients.ts";
import { cloudTrailClient } from "../../../aws/cloudtrail/client.ts";

describe("a question to CloudTrail", () => {
  let asked: { headers: IncomingHttpHeaders; body: string };
  let answer: { status: number; body: string } | undefined;
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      asked = { headers: request.headers, body };
      if (answer) response.writeHead(answer.status).end(answer.body);
    });
  });
  before((done) => void server.listen(0, "127.0.0.1", done));
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const ask = async (limitMs = 5000) => {
    const AWS_ENDPOINT_URL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const keys = { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" };
    const aws = new Aws({ region: "ap-northeast-2", env: { AWS_ENDPOINT_URL, ...keys } });
    const trail = await aws.client(cloudTrailClient);
    return trail.lookupEvents({ name: "i-1", limitMs });
  };

  it("is LookupEvents by the resource's name, signed", async () => {
    const events = { Events: [{ EventName: "RunInstances", Username: "minji" }] };
    answer = { status: 200, body: JSON.stringify(events) };
    assert.deepEqual(await ask(), events);
    assert.match(asked.headers["x-amz-target"]?.toString() ?? "", /\.LookupEvents$/);
    const { authorization = "" } = asked.headers;
    assert.match(authorization, /Credential=test\/\d{8}\/ap-northeast-2\/cloudtrail\/aws4_request/);
    assert.deepEqual(JSON.parse(asked.body), {
      LookupAttributes: [{ AttributeKey: "ResourceName", AttributeValue: "i-1" }],
      MaxResults: 50,
    });
  });

  it("fails when AWS refuses it, and when it does not answer in time", async () => {
    answer = { status: 400, body: '{"__type":"AccessDeniedException"}' };
    await assert.rejects(ask(), /CloudTrail answers with 400/);
    answer = undefined;
    await assert.rejects(ask(50), /timeout/);
  });
});
