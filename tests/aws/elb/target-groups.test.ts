import assert from "node:assert/strict";
import { targetGroups } from "../../../aws/elb/finder.ts";
import { fakePlace } from "../../support/fake-place.ts";

describe("a target group that a load balancer of the class uses", () => {
  it("is taken off its rules; a listener whose default it is goes whole", async () => {
    const calls: unknown[] = [];
    const rules: Readonly<Record<string, object[]>> = {
      http: [
        { RuleArn: "own", Actions: [{ TargetGroupArn: "tg-own" }] },
        { RuleArn: "one", Actions: [{ Type: "authenticate-cognito" }, { TargetGroupArn: "tg" }] },
        {
          RuleArn: "weighted",
          Actions: [{ ForwardConfig: { TargetGroups: [{ TargetGroupArn: "tg" }] } }],
        },
        { RuleArn: "http-default", IsDefault: true, Actions: [{ TargetGroupArn: "tg-own" }] },
      ],
      tls: [
        { RuleArn: "two", Actions: [{ TargetGroupArn: "tg" }] },
        { RuleArn: "tls-default", IsDefault: true, Actions: [{ TargetGroupArn: "tg" }] },
      ],
    };
    const place = fakePlace({
      elb: {
        paginateDescribeTargetGroups: () => ({
          TargetGroups: [{ TargetGroupArn: "tg", VpcId: "vpc-1", LoadBalancerArns: ["lb"] }],
        }),
        paginateDescribeListeners: () => ({
          Listeners: [{ ListenerArn: "http" }, { ListenerArn: "tls" }],
        }),
        paginateDescribeRules: ({ ListenerArn }) => ({ Rules: rules[String(ListenerArn)] }),
        deleteRule: ({ RuleArn }) => calls.push(["rule", RuleArn]),
        deleteListener: ({ ListenerArn }) => calls.push(["listener", ListenerArn]),
      },
    });
    const [found] = await targetGroups.find(place);
    assert.ok(found && "release" in found);
    await found.release?.();
    assert.deepEqual(calls, [
      ["rule", "one"],
      ["rule", "weighted"],
      ["listener", "tls"],
    ]);
  });
});
