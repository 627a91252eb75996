import assert from "node:assert/strict";
import { ami } from "../../labs/ami/lab.ts";
import { scaleUp } from "../../labs/scale-up/lab.ts";
import { type LabSettings, recordLab, recordLabs } from "../support/labs.ts";
import { ofType, only, type Recorded } from "../support/mocks.ts";

const FROM_INSTANCE = "aws:ec2/amiFromInstance:AmiFromInstance";
const COPY = "aws:ec2/amiCopy:AmiCopy";
const INSTANCE = "aws:ec2/instance:Instance";
const PERMISSION = "aws:ec2/amiLaunchPermission:AmiLaunchPermission";

const resources = async (settings: LabSettings = {}): Promise<Recorded[]> =>
  (await recordLab(ami, settings)).resources;

const servers = (made: Recorded[]) => ofType(made, INSTANCE).map(({ name }) => name);

describe("lab ami", () => {
  it("takes an image of the practice server", async () => {
    const { inputs } = only(await resources(), FROM_INSTANCE);
    assert.equal(inputs.sourceInstanceId, "practice-server-id");
  });

  it("does not disturb the server's first boot unless asked to", async () => {
    assert.equal(only(await resources(), FROM_INSTANCE).inputs.snapshotWithoutReboot, true);
    const asked = await resources({ reboot: true });
    assert.equal(only(asked, FROM_INSTANCE).inputs.snapshotWithoutReboot, false);
  });

  it("launches a new server from the image", async () => {
    const made = await resources();
    const server = ofType(made, INSTANCE).find(({ name }) => name === "ami");
    assert.equal(server?.inputs.ami, "ami-first-id");
  });

  it("exports the new server's security group, which no image contains", async () => {
    const { outputs } = await recordLab(ami);
    assert.equal(outputs.securityGroupId, "ami-id");
  });

  it("copies the image to the peer region, encrypted", async () => {
    const { inputs } = only(await resources(), COPY);
    assert.deepEqual(
      [inputs.region, inputs.sourceAmiRegion, inputs.sourceAmiId, inputs.encrypted],
      ["ap-northeast-1", "ap-northeast-2", "ami-first-id", true],
    );
  });

  it("takes a new image under another word", async () => {
    assert.equal(only(await resources({ image: "second" }), FROM_INSTANCE).name, "ami-second");
  });

  it("shares a copy that may be shared with the accounts given", async () => {
    const { resources: made, outputs } = await recordLab(ami, {
      shareWithAccounts: ["210987654321"],
    });
    assert.equal(only(made, PERMISSION).inputs.imageId, "ami-first-shared-id");
    assert.equal(outputs.sharedImageId, "ami-first-shared-id");
  });

  it("shares with nobody otherwise, and pays for no key", async () => {
    const made = await resources();
    assert.deepEqual([...ofType(made, PERMISSION), ...ofType(made, "aws:kms/key:Key")], []);
  });

  it("refuses what is not an account id", () => {
    assert.equal(ami.settings.safeParse({ shareWithAccounts: ["12345678901"] }).success, false);
  });

  it("shares the practice server with scale-up", async () => {
    const { resources: made } = await recordLabs([
      [ami, {}],
      [scaleUp, {}],
    ]);
    assert.deepEqual(servers(made).sort(), ["ami", "practice-server", "scale-up-t3.micro"]);
  });
});
