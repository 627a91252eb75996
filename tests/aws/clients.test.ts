import assert from "node:assert/strict";
import { Aws } from "../../aws/clients.ts";
import { ec2Client } from "../../aws/ec2/client.ts";
import { iamClient } from "../../aws/iam/client.ts";
import { localServer } from "../support/local-server.ts";

const emulator = {
  AWS_ENDPOINT_URL: "http://127.0.0.1:5000",
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
};

describe("AWS's clients", () => {
  const local = localServer();
  const aws = new Aws({ region: "ap-northeast-2", env: emulator });

  it("give up on an answer that does not come, rather than warn of it", async () => {
    const silent = await local.serve(() => undefined);
    const env = { ...emulator, AWS_ENDPOINT_URL: silent };
    const iam = await new Aws({ region: "ap-northeast-2", env, answerMs: 50 }).client(iamClient);
    await assert.rejects(iam.listUsers(), { name: "TimeoutError" });
  });

  it("are made once for each region, and for the whole world in one", async () => {
    assert.equal(await aws.client(ec2Client), await aws.client(ec2Client));
    assert.notEqual(await aws.client(ec2Client), await aws.client(ec2Client, "us-east-1"));
    assert.equal(await (await aws.client(iamClient, "eu-west-1")).config.region(), "us-east-1");
  });
});
