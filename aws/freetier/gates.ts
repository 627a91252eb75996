import type { PricedResource } from "../contract/priced-resource.ts";
import type { Precheck } from "../contract/precheck.ts";
import { INSTANCE as SERVER, LAUNCH_TEMPLATE } from "../ec2/types.ts";
import { INSTANCE as DATABASE } from "../rds/types.ts";
import { freeTierClient } from "./client.ts";

/** Instance types and database instance classes that AWS's Free Plan allows: https://aws.amazon.com/free/ */
const SERVERS = [
  "t3.micro",
  "t3.small",
  "t4g.micro",
  "t4g.small",
  "c7i-flex.large",
  "m7i-flex.large",
];
const DATABASES = ["db.t3.micro", "db.t4g.micro"];

/** The Free Plan's longest backup retention for a database, in days. */
const BACKUP_DAYS = 1;

/** Why the Free Plan refuses a resource; "" when no reason is known. */
function objection({ type, name, props }: PricedResource): string {
  const size = props.instanceType ?? props.InstanceType ?? props.instanceClass;
  if (typeof size !== "string") return "";
  if (type !== DATABASE) return SERVERS.includes(size) ? "" : `${name} (${size})`;
  if (!DATABASES.includes(size)) return `${name} (${size})`;
  const days = props.backupRetentionPeriod;
  return typeof days === "number" && days > BACKUP_DAYS ? `${name} (backups of ${days} days)` : "";
}

const plan: Precheck = {
  what: "the account is on the Paid Plan",
  types: [SERVER, LAUNCH_TEMPLATE, "AWS::EC2::Instance", DATABASE],
  global: true,
  awsOnly: true,
  async ask({ place, resources }) {
    const freeTier = await place.client(freeTierClient);
    const { accountPlanType, accountPlanStatus } = await freeTier.getAccountPlanState();
    if (accountPlanType === "PAID") return [{ verdict: "ok", seen: "Paid Plan" }];
    if (accountPlanType !== "FREE")
      return [{ verdict: "unknown", seen: `the plan is ${accountPlanType ?? "not reported"}` }];
    const fix =
      "upgrade in the console, Billing and Cost Management, Account plan: the Free Plan also closes the account when its credits are used up";
    if (accountPlanStatus === "EXPIRED")
      return [{ verdict: "fail", seen: "the Free Plan has expired", fix }];
    const refused = [...new Set(resources.map(objection))].filter((each) => each !== "");
    if (refused.length === 0)
      return [
        { verdict: "unknown", seen: "Free Plan; nothing of the class is known to be refused", fix },
      ];
    return [{ verdict: "fail", seen: `the Free Plan refuses ${refused.join(", ")}`, fix }];
  },
};

export const gates: readonly Precheck[] = [plan];
