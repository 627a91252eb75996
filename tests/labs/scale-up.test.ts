import assert from "node:assert/strict";
import { scaleUp } from "../../labs/scale-up/lab.ts";
import { type LabSettings, recordLab } from "../support/labs.ts";
import { ofType, only, type Recorded } from "../support/mocks.ts";

const IMAGE = "aws:ec2/amiFromInstance:AmiFromInstance";
const INSTANCE = "aws:ec2/instance:Instance";

const resources = async (settings: LabSettings = {}): Promise<Recorded[]> =>
  (await recordLab(scaleUp, settings)).resources;

const server = (made: Recorded[], name: string) =>
  ofType(made, INSTANCE).find((each) => each.name === name)?.inputs;

describe("lab scale-up", () => {
  it("refuses sizes on which an x86 server's image does not run", () => {
    const { error } = scaleUp.settings.safeParse({ size: "t4g.small" });
    assert.match(
      error?.message ?? "",
      /an Arm instance type cannot run the image of an x86 server/,
    );
  });

  it("puts a server behind an Elastic IP", async () => {
    const made = await resources();
    const { inputs } = only(made, "aws:ec2/eipAssociation:EipAssociation");
    assert.deepEqual(
      [inputs.allocationId, inputs.instanceId],
      ["scale-up-allocation", "scale-up-t3.micro-id"],
    );
  });

  it("moves the address in one step, without a moment in which nobody has it", async () => {
    const { inputs } = only(await resources(), "aws:ec2/eipAssociation:EipAssociation");
    assert.equal(inputs.allowReassociation, true);
  });

  it("makes the first server of the practice server, whose first boot it does not disturb", async () => {
    const { inputs } = only(await resources(), IMAGE);
    assert.deepEqual(
      [inputs.sourceInstanceId, inputs.snapshotWithoutReboot],
      ["practice-server-id", true],
    );
  });

  it("calls image and server by the size, so that another size makes others", async () => {
    const made = await resources({ size: "t3.small" });
    assert.equal(only(made, IMAGE).name, "scale-up-t3.small");
    const { instanceType, ami } = server(made, "scale-up-t3.small") ?? {};
    assert.deepEqual([instanceType, ami], ["t3.small", "scale-up-t3.small-id"]);
  });

  it("keeps the address's name whatever the size", async () => {
    for (const size of ["t3.micro", "t3.small"])
      assert.equal(only(await resources({ size }), "aws:ec2/eip:Eip").name, "scale-up");
  });

  it("refuses what is not an instance type", () => {
    assert.equal(scaleUp.settings.safeParse({ size: "big" }).success, false);
  });

  it("exports how to log in, also to the next server, which has other host keys", async () => {
    const { outputs } = await recordLab(scaleUp);
    assert.match(String(outputs.ssh), /^ssh -i /);
    const [, host = ""] = String(outputs.ssh).split("@");
    assert.equal(outputs.forgetOldServer, `ssh-keygen -R ${host}`);
    const withoutKey = await recordLab(scaleUp, {}, { publicKey: undefined });
    assert.ok(!("forgetOldServer" in withoutKey.outputs));
  });
});
