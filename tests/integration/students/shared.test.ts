import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { autoScalingClient } from "../../../aws/autoscaling/client.ts";
import { budgetsClient } from "../../../aws/budgets/client.ts";
import { Aws } from "../../../aws/clients.ts";
import { ec2Client } from "../../../aws/ec2/client.ts";
import { route53Client } from "../../../aws/route53/client.ts";
import type { Spending } from "../../../classroom/spending/spent.ts";
import { inventory } from "../../../engine/emulator/inventory.ts";
import { ELSEWHERE, sessionElsewhere } from "../../support/engine/other-account.ts";
import { inOrder } from "../../support/processes/in-order.ts";
import { RemoteClass } from "../remote/remote-class.ts";

const DOMAIN = "class.mydomain.com";
const ACCOUNT = "123456789012";

/** An image of moto's own. */
const WINDOWS = "ami-12c6146b";

describe("what a class has beside its students' labs", function () {
  this.timeout("8m");
  inOrder();
  let stack: RemoteClass;
  const aws = () => new Aws({ region: "ap-northeast-2", env: stack.emulator.env });
  before(async () => {
    stack = await RemoteClass.start({
      ...{ "class:name": "spring", "class:protect": false, "class:email": "t@example.com" },
      ...{ "class:budget": true, "class:maxClassCost": "60" },
      "class:labs": { "dns-zone": { domain: DOMAIN }, "auto-scaling": {} },
      "class:each": { labs: { "dns-zone": { domain: `{student}.${DOMAIN}` } }, protect: false },
    });
    stack.pulumi("stack", "init", "dev");
    const roster = path.join(stack.folder, "roster.csv");
    writeFileSync(roster, `id,account\ns01,\ns02,\ns03,${ELSEWHERE}\n`);
    const options = ["--class", "dev", "--expires", "8h", "--yes", "--ignore-quotas"];
    stack.classroom("open", roster, ...options);
  });
  after(() => stack.stop());

  it("is a budget of its limit, by the class's tag, with an e-mail at 80 and 100 %", async () => {
    const budgets = await aws().client(budgetsClient);
    const { Budgets = [] } = await budgets.describeBudgets({ AccountId: ACCOUNT });
    const [{ BudgetName = "", BudgetLimit, TimeUnit, ...filters } = {}, ...others] = Budgets;
    assert.deepEqual(
      [BudgetLimit, TimeUnit, others],
      [{ Amount: "60", Unit: "USD" }, "MONTHLY", []],
    );
    assert.match(JSON.stringify(filters), /"CostFilters":{"TagKeyValue":\["user:class\$spring"\]}/);
    const { Notifications = [] } = await budgets.describeNotificationsForBudget({
      ...{ AccountId: ACCOUNT, BudgetName },
    });
    assert.deepEqual(
      Notifications.map((each) => `${each.NotificationType} ${each.Threshold}`).sort(),
      ["ACTUAL 100", "ACTUAL 80", "FORECASTED 100"],
    );
  });

  it("is a zone, which delegates the zone of each student in its account", async () => {
    const route53 = await aws().client(route53Client);
    const { HostedZones = [] } = await route53.listHostedZones({});
    const recordsOf = async (domain: string) => {
      const { Id } = HostedZones.find(({ Name }) => Name === `${domain}.`) ?? {};
      const { ResourceRecordSets = [] } = await route53.listResourceRecordSets({
        HostedZoneId: Id ?? "",
      });
      return ResourceRecordSets.filter(({ Type }) => Type === "NS").map(
        ({ Name, ResourceRecords = [] }) =>
          [Name, ResourceRecords.map(({ Value }) => Value).sort()] as const,
      );
    };
    const delegated = (await recordsOf(DOMAIN)).filter(([name]) => name !== `${DOMAIN}.`);
    const own = [...(await recordsOf(`s01.${DOMAIN}`)), ...(await recordsOf(`s02.${DOMAIN}`))];
    assert.equal(own.length, 2);
    assert.deepEqual(delegated, own);
  });

  type SpendingReport = Spending & { readonly unread: readonly unknown[] };
  const spending = () =>
    JSON.parse(stack.classroom("spend", "--class", "dev", "--json")) as SpendingReport;

  it("costs by the hour what its Auto Scaling group has now", async () => {
    const before = spending();
    assert.deepEqual(before.unread, []);
    const autoScaling = await aws().client(autoScalingClient);
    const { AutoScalingGroups: [group] = [] } = await autoScaling.describeAutoScalingGroups({});
    await autoScaling.setDesiredCapacity({
      ...{ AutoScalingGroupName: group?.AutoScalingGroupName, DesiredCapacity: 3 },
    });
    const after = spending();
    // t3.micro with 8 GiB gp3, a public address and detailed monitoring
    const server = 0.013 + 0.005 + (8 * 0.0912 + 7 * 0.3) / 730;
    assert.equal((after.own.perHour - before.own.perHour).toFixed(4), (2 * server).toFixed(4));
    assert.ok(after.spent > before.spent);
  });

  it("costs what a student has launched by hand in an account of the student's own", async () => {
    const session = (await sessionElsewhere(stack.emulator)) as Record<string, string>;
    const there = new Aws({
      region: "ap-northeast-2",
      env: { ...stack.emulator.env, ...session },
    });
    const before = spending().byStudent;
    const ec2 = await there.client(ec2Client);
    const { Instances = [] } = await ec2.runInstances({
      ...{ ImageId: WINDOWS, InstanceType: "t3.micro", MinCount: 1, MaxCount: 1 },
      TagSpecifications: [
        {
          ResourceType: "instance",
          Tags: [
            { Key: "class", Value: "spring" },
            { Key: "student", Value: "s03" },
          ],
        },
      ],
    });
    const { byStudent } = spending();
    await ec2.terminateInstances({ InstanceIds: [Instances[0]?.InstanceId ?? ""] });
    const added = ["s01", "s02", "s03"].map((id) =>
      ((byStudent[id]?.perHour ?? 0) - (before[id]?.perHour ?? 0)).toFixed(4),
    );
    assert.deepEqual(added, ["0.0000", "0.0000", "0.0222"]);
  });

  it("is gone with the class", async () => {
    stack.classroom("close", "--class", "dev", "--yes");
    assert.deepEqual(await inventory(stack.emulator), []);
    const budgets = await aws().client(budgetsClient);
    const { Budgets = [] } = await budgets.describeBudgets({ AccountId: ACCOUNT });
    assert.deepEqual(Budgets, []);
  });
});
