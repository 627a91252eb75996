import assert from "node:assert/strict";
import { Aws } from "../../../aws/clients.ts";
import { placeIn } from "../../../aws/contract/finder.ts";
import { scheduleGroups } from "../../../aws/scheduler/finder.ts";
import { emulatedAws } from "../../support/engine/emulated-aws.ts";

const SEOUL = "ap-northeast-2";

describe("the finder of schedule groups, on the emulator,", () => {
  const { aws, unique, endpoint, left, forgets } = emulatedAws();
  const find = async () => {
    const env = {
      AWS_ENDPOINT_URL: endpoint(),
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
    };
    const found = await scheduleGroups.find(placeIn(new Aws({ region: SEOUL, env }), SEOUL));
    return found.filter((each) => "remove" in each);
  };

  /** A group with one schedule. */
  async function made(): Promise<string> {
    const Name = unique("watchdog");
    const Tags = [{ Key: "class-id", Value: "tests2222222" }];
    await aws("scheduler.create_schedule_group", { Name, Tags });
    await aws("scheduler.create_schedule", {
      Name: `${Name}-ec2`,
      GroupName: Name,
      ScheduleExpression: "at(2099-12-31T09:00:00)",
      FlexibleTimeWindow: { Mode: "OFF" },
      Target: {
        Arn: "arn:aws:scheduler:::aws-sdk:ec2:stopInstances",
        RoleArn: "arn:aws:iam::123456789012:role/watchdog",
      },
    });
    return Name;
  }

  it("finds them by name, with their tags, and not AWS's own", async () => {
    const name = await made();
    const found = await find();
    assert.deepEqual(
      found.map(({ id, going }) => [id, going]),
      [[name, false]],
    );
    const tags = found[0]?.tags;
    assert.ok(typeof tags === "function");
    assert.deepEqual(await tags(), { "class-id": "tests2222222" });
  });

  it("deletes them with their schedules", async () => {
    const name = await made();
    const group = (await find()).find(({ id }) => id === name);
    await group?.remove(() => Promise.resolve());
    assert.deepEqual(await left(name), []);
  });

  it("leaves nothing in a reset", () => forgets());
});
