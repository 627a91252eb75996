import assert from "node:assert/strict";
import { AlertTopic } from "../../../components/watching/alert-topic.ts";
import { ofType, only, record } from "../../support/mocks.ts";

interface Policy {
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Principal: Record<string, unknown>;
    readonly Action: string | string[];
    readonly Condition?: { readonly StringEquals: Record<string, string> };
  }[];
}

const topicWith = (email?: string) => record(() => new AlertTopic("alerts", { email }));

async function statements(type: string) {
  const { inputs } = only(await topicWith(), type);
  const { Statement } = JSON.parse(inputs.policy as string) as Policy;
  return new Map(Statement.map((statement) => [statement.Sid, statement]));
}

describe("AlertTopic", () => {
  it("encrypts with a key of its own, because CloudWatch cannot use AWS's", async () => {
    const resources = await topicWith();
    const { inputs } = only(resources, "aws:sns/topic:Topic");
    assert.match(String(inputs.kmsMasterKeyId), /:Key\/alerts$/);
  });

  it("has its key deleted as soon as AWS allows", async () => {
    const { inputs } = only(await topicWith(), "aws:kms/key:Key");
    assert.equal(inputs.deletionWindowInDays, 7);
  });

  it("writes to the address it is given, and to nobody without", async () => {
    const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
    const { inputs } = only(await topicWith("teacher@example.com"), SUBSCRIPTION);
    assert.equal(inputs.protocol, "email");
    assert.equal(inputs.endpoint, "teacher@example.com");
    assert.deepEqual(ofType(await topicWith(), SUBSCRIPTION), []);
  });

  it("lets alarms and budgets of this account publish, and nobody else", async () => {
    const found = await statements("aws:sns/topicPolicy:TopicPolicy");
    const allowed = found.get("AlarmsAndBudgets");
    assert.equal(found.size, 1);
    assert.deepEqual(allowed?.Principal, {
      Service: ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"],
    });
    assert.deepEqual(allowed.Condition?.StringEquals, { "aws:SourceAccount": "123456789012" });
  });

  it("opens the key to the same publishers", async () => {
    const allowed = (await statements("aws:kms/key:Key")).get("AlarmsAndBudgets");
    assert.deepEqual(allowed?.Action, ["kms:Decrypt", "kms:GenerateDataKey*"]);
    assert.deepEqual(allowed.Condition?.StringEquals, { "aws:SourceAccount": "123456789012" });
  });

  it("opens the key to this account's Auto Scaling alone, role or no role", async () => {
    const allowed = (await statements("aws:kms/key:Key")).get("AutoScaling");
    assert.deepEqual(allowed?.Condition?.StringEquals, {
      "kms:CallerAccount": "123456789012",
      "aws:PrincipalArn":
        "arn:aws:iam::123456789012:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
    });
  });

  it("refuses an address that is none", () => {
    assert.throws(() => new AlertTopic("alerts", { email: "a@b" }), /"a@b" is not an address/);
  });
});
