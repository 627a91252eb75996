import assert from "node:assert/strict";
import { template } from "./web-group-support.ts";

const script = (inputs: Record<string, unknown>): string =>
  Buffer.from(inputs.userData as string, "base64").toString();

describe("WebGroup's server", () => {
  it("runs the given user data", async () => {
    assert.equal(script(await template()), "#!/bin/sh\necho hello");
  });

  it("serves the given page", async () => {
    const inputs = await template({ userData: undefined, page: "<h1>Hello</h1>" });
    assert.match(script(inputs), /httpd/);
  });

  it("changes with its page", async () => {
    const before = await template({ userData: undefined, page: "v1" });
    const after = await template({ userData: undefined, page: "v2" });
    assert.notEqual(before.userData, after.userData);
  });

  it("wants IMDSv2, an encrypted gp3 volume and the given role", async () => {
    const { metadataOptions, blockDeviceMappings, iamInstanceProfile } = await template();
    assert.deepEqual(metadataOptions, {
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
    });
    assert.deepEqual(blockDeviceMappings, [
      {
        deviceName: "/dev/xvda",
        ebs: { volumeType: "gp3", volumeSize: 8, encrypted: "true", deleteOnTermination: "true" },
      },
    ]);
    assert.deepEqual(iamInstanceProfile, { name: "profile-1" });
  });

  it("has a public address unless it stands behind NAT", async () => {
    const { networkInterfaces } = await template();
    assert.deepEqual(networkInterfaces, [
      { associatePublicIpAddress: "true", securityGroups: ["sg-1"] },
    ]);
    const [card] = (await template({ publicIp: false })).networkInterfaces as {
      associatePublicIpAddress: string;
    }[];
    assert.equal(card?.associatePublicIpAddress, "false");
  });

  it("is of the given type", async () => {
    assert.equal((await template()).instanceType, "t3.micro");
    assert.equal((await template({ instanceType: "t3.small" })).instanceType, "t3.small");
  });
});
