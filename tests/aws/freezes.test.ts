import assert from "node:assert/strict";
import type { Aws } from "../../aws/clients.ts";
import { FROZEN } from "../../aws/contract/freeze.ts";
import { joined, services } from "../../aws/services.ts";
import { type Fakes, fakePlace } from "../support/fake-place.ts";

const freezeOf = async (type: string) => {
  const found = joined(await services(), "freezes")[type];
  assert.ok(found, type);
  return found;
};

/** AWS whose clients note their calls, and answer these questions. */
function fakeAws(service: string, answers: Readonly<Record<string, object>>, names: string[]) {
  const calls: (readonly [string, object])[] = [];
  const noting = Object.fromEntries(
    names.map((name) => [name, (input: object) => (calls.push([name, input]), {})]),
  );
  const asked = Object.fromEntries(Object.entries(answers).map(([name, a]) => [name, () => a]));
  const fakes = { [service]: { ...asked, ...noting } } as unknown as Fakes;
  return { aws: fakePlace(fakes) as unknown as Aws, calls };
}

const PLACE = { region: "ap-northeast-2" };

describe("what is frozen", () => {
  it("is every type that can be stopped, and no other", async () => {
    const known = await services();
    const types = Object.entries(joined(known, "types"));
    assert.deepEqual(
      Object.keys(joined(known, "freezes")).sort(),
      types.flatMap(([type, { stop }]) => (stop ? [type] : [])).sort(),
    );
  });

  const group = (more: object) => ({ AutoScalingGroups: [more] });
  const GROUP_CALLS = ["createOrUpdateTags", "updateAutoScalingGroup", "deleteTags"];

  it("are groups, whose sizes are noted first, and restored", async () => {
    const { freeze, thaw } = await freezeOf("aws:autoscaling/group:Group");
    const sizes = { MinSize: 1, DesiredCapacity: 2, MaxSize: 4 };
    const up = { describeAutoScalingGroups: group(sizes) };
    const first = fakeAws("autoscaling", up, GROUP_CALLS);
    assert.equal(await freeze(first.aws, { id: "web", ...PLACE }), true);
    const [tags, update] = first.calls;
    assert.equal((tags?.[1] as { Tags: { Value: string }[] }).Tags[0]?.Value, "1/2/4");
    const zero = { MinSize: 0, DesiredCapacity: 0, MaxSize: 0 };
    assert.deepEqual(update?.[1], { AutoScalingGroupName: "web", ...zero });
    const down = { ...zero, Tags: [{ Key: FROZEN, Value: "1/2/4" }] };
    const then = fakeAws("autoscaling", { describeAutoScalingGroups: group(down) }, GROUP_CALLS);
    assert.equal(await freeze(then.aws, { id: "web", ...PLACE }), false);
    assert.equal(await thaw(then.aws, { id: "web", ...PLACE }), true);
    assert.deepEqual(then.calls[0], [
      "updateAutoScalingGroup",
      { AutoScalingGroupName: "web", ...sizes },
    ]);
    assert.equal(then.calls[1]?.[0], "deleteTags");
  });

  const server = (Name: string, Tags: object[] = []) => ({
    describeInstances: { Reservations: [{ Instances: [{ State: { Name }, Tags }] }] },
  });
  const SERVER_CALLS = ["createTags", "stopInstances", "startInstances", "deleteTags"];

  it("are servers that run; one that its student has stopped is not started again", async () => {
    const { freeze, thaw } = await freezeOf("aws:ec2/instance:Instance");
    const it = { id: "i-1", ...PLACE };
    const running = fakeAws("ec2", server("running"), SERVER_CALLS);
    assert.equal(await freeze(running.aws, it), true);
    assert.deepEqual(
      running.calls.map(([name]) => name),
      ["createTags", "stopInstances"],
    );
    const stopped = fakeAws("ec2", server("stopped"), SERVER_CALLS);
    assert.equal(await freeze(stopped.aws, it), false);
    assert.equal(await thaw(stopped.aws, it), false);
    assert.deepEqual(stopped.calls, []);
    const tag = [{ Key: FROZEN, Value: "running" }];
    const frozen = fakeAws("ec2", server("stopped", tag), SERVER_CALLS);
    assert.equal(await thaw(frozen.aws, it), true);
    assert.deepEqual(
      frozen.calls.map(([name]) => name),
      ["startInstances", "deleteTags"],
    );
  });

  const DATABASE_CALLS = [
    ...["stopDBInstance", "startDBInstance"],
    ...["addTagsToResource", "removeTagsFromResource"],
  ];

  it("are databases, and one that AWS has started again meanwhile is only marked no more", async () => {
    const { freeze, thaw } = await freezeOf("aws:rds/instance:Instance");
    const it = { id: "db-1", name: "lab", arn: "arn:aws:rds:::db:lab", ...PLACE };
    const answer = (DBInstanceStatus: string, TagList: object[] = []) => ({
      describeDBInstances: { DBInstances: [{ DBInstanceStatus, TagList }] },
    });
    const running = fakeAws("rds", answer("available"), DATABASE_CALLS);
    assert.equal(await freeze(running.aws, it), true);
    assert.deepEqual(running.calls[0], ["stopDBInstance", { DBInstanceIdentifier: "lab" }]);
    const started = answer("available", [{ Key: FROZEN, Value: "available" }]);
    const again = fakeAws("rds", started, DATABASE_CALLS);
    assert.equal(await thaw(again.aws, it), true);
    assert.deepEqual(
      again.calls.map(([name]) => name),
      ["removeTagsFromResource"],
    );
  });
});
