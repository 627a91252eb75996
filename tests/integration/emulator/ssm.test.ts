import assert from "node:assert/strict";
import { emulatedAws } from "../../support/engine/emulated-aws.ts";

/** What engine/emulator/patches/ssm.py adds to moto. */
describe("Systems Manager on the emulator", () => {
  const { aws, awsText } = emulatedAws();

  it("names an image of Windows that there is", async () => {
    const Name = "/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base";
    const id = await awsText("ssm.get_parameter", { Name }, "Parameter.Value");
    const platform = await aws("ec2.describe_images", { ImageIds: [id] }, "Images[0].Platform");
    assert.equal(platform, "windows");
  });
});
