import assert from "node:assert/strict";
import { readPrices } from "../../../classroom/pricing/price-table.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import { strays } from "../../../classroom/spending/strays.ts";
import { fakeAws } from "../../support/fakes/fake-aws.ts";
import { IDENTITY } from "../../support/fakes/fake-stack.ts";
import { ago, NOW, REGION } from "./support.ts";

const CLASS_ID = "abcdefgh2345";

/** What AWS shows of an Auto Scaling group `web` of a class's states, and what it does not. */
async function groupSeen(answers: Parameters<typeof fakeAws>[0]) {
  const { held, unseen } = await strays({
    aws: fakeAws(answers),
    regions: [REGION],
    ...{ className: IDENTITY.name, classId: CLASS_ID, students: [] },
    present: new Ledger([{ type: "t", region: REGION, ids: ["web"] }]),
    ...{ prices: readPrices(), now: NOW },
  });
  return { ...held.get("web"), unseen: unseen.map(({ kind, reason }) => [kind, reason]) };
}

describe("an Auto Scaling group of the states", () => {
  it("is seen with its servers, and since when, or it is said that it is not", async () => {
    const groupsOf = async (answer: () => unknown, instances: () => unknown) => {
      const { size, servers, unseen } = await groupSeen({
        paginateDescribeAutoScalingGroups: answer,
        paginateDescribeInstances: instances,
      });
      return [size, servers, unseen];
    };
    const Instances = [{ InstanceId: "i-1" }, { InstanceId: "i-2" }];
    const group = { AutoScalingGroupName: "web", DesiredCapacity: 3, Instances };
    const groups = () => ({ AutoScalingGroups: [group] });
    let asked = 0;
    const described = () => {
      asked++;
      return {
        Reservations: [{ Instances: [{ InstanceId: "i-1", LaunchTime: new Date(ago(2)) }] }],
      };
    };
    const unknown = { id: "i-2", at: undefined };
    assert.deepEqual(await groupsOf(groups, described), [
      { desiredCapacity: 2 },
      [{ id: "i-1", at: new Date(ago(2)) }, unknown],
      [],
    ]);
    assert.equal(asked, 1);
    const refused = () => new Error("refused");
    assert.deepEqual(await groupsOf(groups, refused), [
      { desiredCapacity: 2 },
      [{ id: "i-1", at: undefined }, unknown],
      [["instance", "Error: refused"]],
    ]);
    assert.deepEqual(await groupsOf(refused, described), [
      undefined,
      undefined,
      [["Auto Scaling group", "Error: refused"]],
    ]);
  });

  it("is seen with the servers that it has terminated, or it is said that they are not", async () => {
    const endedBy = async (activities: unknown) => {
      const { ended, unseen } = await groupSeen({
        paginateDescribeAutoScalingGroups: () => ({
          AutoScalingGroups: [{ AutoScalingGroupName: "web", Instances: [] }],
        }),
        paginateDescribeScalingActivities: () => activities,
      });
      return [ended, unseen];
    };
    const activity = (Description: string, start: number, end?: number) => ({
      ...{ Description, StartTime: new Date(ago(start)) },
      ...(end !== undefined && { EndTime: new Date(ago(end)) }),
    });
    const Activities = [
      activity("Terminating EC2 instance: i-2", 0.2),
      activity("Terminating EC2 instance: i-1", 0.6, 0.5),
      activity("Launching a new EC2 instance: i-2", 1, 0.9),
      activity("Launching a new EC2 instance.  Status Reason: no capacity", 1, 1),
      activity("Launching a new EC2 instance: i-1", 2, 1.9),
      activity("Terminating EC2 instance: i-0", 3, 2.9), // launched more than six weeks before
    ];
    assert.deepEqual(await endedBy({ Activities }), [
      [{ id: "i-1", at: new Date(ago(2)), until: new Date(ago(0.5)) }],
      [],
    ]);
    assert.deepEqual(await endedBy(new Error("refused")), [
      [],
      [["terminated servers of Auto Scaling group web", "Error: refused"]],
    ]);
  });
});
