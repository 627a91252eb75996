import assert from "node:assert/strict";
import { linuxServer } from "../../../labs/linux-server/lab.ts";
import { windowsServer } from "../../../labs/windows-server/lab.ts";
import { recordLab } from "../../support/labs.ts";
import { ofType } from "../../support/mocks.ts";

const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const OPEN = { instanceConnect: "the school's network blocks port 22", adminCidrs: [] };

describe("EC2 Instance Connect", () => {
  const lists = async (lab: typeof linuxServer | typeof windowsServer, changes: object) =>
    ofType((await recordLab(lab as typeof linuxServer, {}, changes)).resources, INGRESS).flatMap(
      ({ inputs: { prefixListId, fromPort } }) =>
        prefixListId === undefined ? [] : [[prefixListId, fromPort]],
    );

  it("is kept out by default", async () => {
    assert.deepEqual(await lists(linuxServer, {}), []);
  });

  it("is let in for a reason, by the list of its addresses in the region", async () => {
    assert.deepEqual(await lists(linuxServer, OPEN), [
      ["pl-com.amazonaws.ap-northeast-2.ec2-instance-connect", 22],
    ]);
  });

  it("reaches no Windows server", async () => {
    assert.deepEqual(await lists(windowsServer, OPEN), []);
  });

  it("is what the outputs name where only it gets in, and how to let it in where port 22 is shut", async () => {
    const { outputs } = await recordLab(linuxServer, {}, OPEN);
    assert.match(String(outputs.ssh), /^# port 22 is open to the EC2 console only/);
    const shut = (await recordLab(linuxServer, {}, { adminCidrs: [] })).outputs;
    assert.match(
      String(shut.ssh),
      /^# port 22 is closed: use Session Manager, or set class:adminCidrs .*, or class:instanceConnect to a reason/,
    );
    assert.match(String(shut.sessionManager), /^aws ssm start-session/);
  });
});
