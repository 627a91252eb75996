import type { Place } from "../contract/finder.ts";
import { oneEach, type Quota, type Share } from "../contract/quota.ts";
import { iamClient } from "./client.ts";
import { GROUP, INSTANCE_PROFILE, POLICY, ROLE, USER } from "./types.ts";

type Counted = "Users" | "Groups" | "Roles" | "InstanceProfiles" | "Policies";

/** Uses IAM's own count: listing all roles of an account takes many calls. */
const counted =
  (key: Counted) =>
  async ({ client }: Place): Promise<Share[]> => {
    const iam = await client(iamClient);
    const { SummaryMap } = await iam.getAccountSummary({});
    const count = SummaryMap?.[key];
    if (count === undefined) throw new Error(`IAM's account summary does not count ${key}`);
    return [{ count }];
  };

const ofIam = {
  service: "iam",
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
  global: true,
  total: true,
} as const;

export const quotas: readonly Quota[] = [
  {
    ...ofIam,
    what: "IAM roles",
    code: "L-FE177D64",
    standard: 1000,
    needs: oneEach([ROLE, "AWS::IAM::Role"]),
    used: counted("Roles"),
  },
  {
    ...ofIam,
    what: "instance profiles",
    code: "L-6E65F664",
    standard: 1000,
    needs: oneEach([INSTANCE_PROFILE, "AWS::IAM::InstanceProfile"]),
    used: counted("InstanceProfiles"),
  },
  {
    ...ofIam,
    what: "IAM users",
    code: "L-F55AF5E4",
    standard: 5000,
    needs: oneEach([USER]),
    used: counted("Users"),
  },
  {
    ...ofIam,
    what: "IAM groups",
    code: "L-F4A5425F",
    standard: 300,
    needs: oneEach([GROUP]),
    used: counted("Groups"),
  },
  {
    ...ofIam,
    what: "customer managed policies",
    code: "L-E95E4862",
    standard: 1500,
    needs: oneEach([POLICY]),
    used: counted("Policies"),
  },
];
