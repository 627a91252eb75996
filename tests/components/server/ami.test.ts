import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { architecture, latestAmi } from "../../../components/server/ami.ts";

describe("architecture", () => {
  for (const type of [
    "t4g.micro",
    "m7g.large",
    "c7gn.xlarge",
    "r8gd.2xlarge",
    "g5g.xlarge",
    "im4gn.large",
    "is4gen.large",
    "a1.medium",
  ])
    it(`of ${type} is arm64`, () => {
      assert.equal(architecture(type), "arm64");
    });

  for (const type of [
    "t3.micro",
    "t2.micro",
    "t3a.small",
    "m7i-flex.large",
    "g4dn.xlarge",
    "g6.xlarge",
    "c6in.large",
    "u7i-12tb.224xlarge",
  ])
    it(`of ${type} is x86_64`, () => {
      assert.equal(architecture(type), "x86_64");
    });
});

/** A secret as the engine hands it over. */
const secret = (value: string) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

describe("latestAmi", () => {
  let asked: unknown[];

  beforeEach(async () => {
    asked = [];
    await pulumi.runtime.setMocks({
      newResource: ({ name }) => ({ id: name, state: {} }),
      call({ inputs }) {
        asked.push(inputs);
        return { value: secret("ami-1") };
      },
    });
  });

  const settled = <T>(output: pulumi.Output<T>): Promise<T> =>
    new Promise((resolve) => {
      output.apply(resolve);
    });

  for (const [os, type, name] of [
    ["amazon-linux-2023", "t3.micro", "ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"],
    ["amazon-linux-2023", "t4g.micro", "ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"],
    ["windows-2022", "t3.large", "ami-windows-latest/Windows_Server-2022-English-Full-Base"],
  ] as const)
    it(`asks for ${name}, for ${os} on ${type}`, async () => {
      assert.equal(await settled(latestAmi(os, type)), "ami-1");
      assert.deepEqual(asked, [{ name: `/aws/service/${name}` }]);
    });

  it("asks in the region where the image is to be used", async () => {
    await settled(latestAmi("amazon-linux-2023", "t3.micro", {}, "ap-northeast-1"));
    const [{ region } = {}] = asked as { region?: string }[];
    assert.equal(region, "ap-northeast-1");
  });

  it("makes no secret of the id, although parameters are secrets", async () => {
    assert.equal(await pulumi.isSecret(latestAmi("amazon-linux-2023", "t3.micro")), false);
  });

  it("refuses Windows on an Arm processor, for which there is no image", () => {
    assert.throws(
      () => latestAmi("windows-2022", "t4g.large"),
      /x86 instance types only, e\.g\. t3/,
    );
  });
});
