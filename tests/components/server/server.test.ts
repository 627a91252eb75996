import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { InstanceRole } from "../../../components/identity/instance-role.ts";
import {
  instanceConnectCommand,
  passwordCommand,
  rdpFile,
  sessionCommand,
  sshCommand,
} from "../../../components/server/server-commands.ts";
import { Server, type ServerArgs } from "../../../components/server/server.ts";
import { ignoredChanges, only, record, type Recorded, refuses, run } from "../../support/mocks.ts";

const INSTANCE = "aws:ec2/instance:Instance";

const base: ServerArgs = { vpcId: "vpc-1", subnetId: "subnet-1" };

const server = (args: Partial<ServerArgs> = {}): Promise<Recorded[]> =>
  record(() => new Server("web", { ...base, ...args }));

const instance = async (args: Partial<ServerArgs> = {}): Promise<Record<string, unknown>> =>
  only(await server(args), INSTANCE).inputs;

/** What is not compared of a server. */
const ignored = (args: Partial<ServerArgs> = {}): Promise<string[]> =>
  ignoredChanges(INSTANCE, (opts) => new Server("web", { ...base, ...args }, opts));

const refused = (args: Partial<ServerArgs>, message: RegExp) => () =>
  refuses(() => new Server("web", { ...base, ...args }), message);

describe("Server", () => {
  it("is a t3.micro with a public address unless told otherwise", async () => {
    const { instanceType, associatePublicIpAddress, subnetId } = await instance();
    assert.deepEqual(
      [instanceType, associatePublicIpAddress, subnetId],
      ["t3.micro", true, "subnet-1"],
    );
  });

  it("is of the type asked for, without a public address where none is wanted", async () => {
    const inputs = await instance({ instanceType: "t4g.small", publicIp: false });
    assert.deepEqual([inputs.instanceType, inputs.associatePublicIpAddress], ["t4g.small", false]);
  });

  it("answers requests for metadata only with a session, and only on the server itself", async () => {
    assert.deepEqual((await instance()).metadataOptions, {
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
    });
  });

  it("tags itself and its root volume", async () => {
    const { tags, rootBlockDevice } = await instance({ tags: { lab: "x" } });
    const expected = { lab: "x", Name: "web" };
    assert.deepEqual(tags, expected);
    assert.deepEqual((rootBlockDevice as { tags: unknown }).tags, expected);
  });

  it("says by a tag that Windows runs on it, whose license costs", async () => {
    const { tags } = await instance({ os: "windows-2022" });
    assert.equal((tags as { os?: string }).os, "windows-2022");
  });

  it("watches itself every minute only when asked to, for it costs", async () => {
    assert.equal((await instance()).monitoring, false);
    assert.equal((await instance({ detailedMonitoring: true })).monitoring, true);
  });

  it("uses the key pair given, and none otherwise", async () => {
    assert.equal((await instance({ keyName: "teacher" })).keyName, "teacher");
    assert.equal((await instance()).keyName, undefined);
  });

  it("is launched anew when its first-boot script changes", async () => {
    const { userData, userDataReplaceOnChange } = await instance({ userData: "#!/bin/bash" });
    assert.deepEqual([userData, userDataReplaceOnChange], ["#!/bin/bash", true]);
  });

  it("is made in the region asked for, whole", async () => {
    const resources = await server({
      region: "ap-northeast-1",
      adminCidrs: ["203.0.113.7/32"],
      dataVolumes: { data: { deviceName: "/dev/sdf", sizeGiB: 1 } },
    });
    const elsewhere = resources.filter(
      ({ type, inputs }) => /^aws:(ec2|ebs|vpc)/.test(type) && inputs.region !== "ap-northeast-1",
    );
    assert.deepEqual(
      elsewhere.map(({ name }) => name),
      [],
    );
  });

  describe("image", () => {
    it("is not compared again, so that a new one replaces no student's server", async () => {
      assert.deepEqual(await ignored(), ["ami", "associatePublicIpAddress"]);
    });

    it("is the one given, and then a new one does replace the server", async () => {
      assert.equal((await instance({ amiId: "ami-mine" })).ami, "ami-mine");
      assert.deepEqual(await ignored({ amiId: "ami-mine" }), ["associatePublicIpAddress"]);
    });

    it(
      "of Windows is refused on Arm",
      refused({ os: "windows-2022", instanceType: "t4g.large" }, /x86 instance types only/),
    );
  });

  describe("role", () => {
    it("is one of its own for Session Manager", async () => {
      const resources = await server();
      assert.equal(only(resources, "aws:iam/role:Role").name, "web");
      assert.equal(only(resources, INSTANCE).inputs.iamInstanceProfile, "web");
    });

    it("is the one given, if any", async () => {
      const resources = await record(() => {
        new Server("web", { ...base, role: new InstanceRole("shared") });
      });
      assert.equal(only(resources, "aws:iam/role:Role").name, "shared");
      assert.equal(only(resources, INSTANCE).inputs.iamInstanceProfile, "shared");
    });
  });

  describe("commands", () => {
    const command = async (how: (made: Server) => pulumi.Output<string>) =>
      (await run(() => how(new Server("web", { ...base, keyName: "teacher" })))).result;

    it("log in with the key", async () => {
      assert.equal(
        await command((made) => sshCommand(made, "teacher.pem")),
        "ssh -i teacher.pem ec2-user@web.compute.example.com",
      );
    });

    it("log in without a key file", async () => {
      assert.equal(
        await command(instanceConnectCommand),
        "aws ec2-instance-connect ssh --os-user ec2-user --instance-id web-id",
      );
    });

    it("open Remote Desktop by a file", async () => {
      assert.equal(
        await command(rdpFile),
        "auto connect:i:1\r\nfull address:s:web.compute.example.com\r\nusername:s:Administrator\r\n",
      );
    });

    it("decrypt the password of Windows", async () => {
      assert.equal(
        await command((made) => passwordCommand(made, "teacher.pem")),
        "aws ec2 get-password-data --instance-id web-id --priv-launch-key teacher.pem --query PasswordData --output text",
      );
    });

    it("log in without an open port", async () => {
      assert.equal(await command(sessionCommand), "aws ssm start-session --target web-id");
    });
  });
});
