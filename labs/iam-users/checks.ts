import { iamClient } from "../../aws/iam/client.ts";
import { iamUsers } from "./lab.ts";
import { expect, Failure } from "../contract/outcome.ts";
import type { Proof, Subject } from "../contract/check.ts";
import { allowedActions } from "../kit/rights.ts";
import { expectValues } from "../kit/values.ts";

const ALL_IN = "every student of the roster is in the group, and nobody else";
const MFA = "aws:MultiFactorAuthPresent";

/** What a student needs to set MFA up, and to change the first password. */
const OWN = ["iam:ChangePassword", "iam:GetUser", "iam:EnableMFADevice"];

/** What may be allowed to the group, and to nobody without MFA. */
const OTHERS = [
  "ec2:DescribeInstances",
  "ec2:RunInstances",
  "s3:ListAllMyBuckets",
  "iam:CreateUser",
];

/** The right to launch servers, and who has it. */
const LAUNCH = "ec2:RunInstances";
const LAUNCHER = "AmazonEC2FullAccess";

export const proof: Proof = {
  checks: [
    {
      name: ALL_IN,
      hint: "add the student to the group, or npm run class -- solve; take strangers out by hand: they have the class's rights",
      async run(subject) {
        const iam = await subject.aws.client(iamClient);
        const { Users = [] } = await iam.getGroup({
          GroupName: subject.lab.text("groupName"),
          MaxItems: 1000,
        });
        const found = Users.map(({ UserName = "" }) => UserName);
        const wanted = roster(subject);
        const missing = wanted.filter((user) => !found.includes(user));
        expect(missing.length === 0, `not in the group: ${missing.join(", ")}`);
        const strange = found.filter((user) => !wanted.includes(user));
        expect(strange.length === 0, `in the group, but not of the roster: ${strange.join(", ")}`);
        return `${found.length} students`;
      },
    },
    {
      name: "every student can sign in",
      hint: "set a console password for the user (Security credentials tab), to be changed at the next sign-in",
      async run(subject) {
        const iam = await subject.aws.client(iamClient);
        let first = 0;
        for (const UserName of roster(subject)) {
          const { LoginProfile } = await iam.getLoginProfile({ UserName });
          if (LoginProfile?.PasswordResetRequired) first += 1;
        }
        return `${first} of ${roster(subject).length} have still to change the first password`;
      },
    },
    {
      name: "the group has the permissions that the lab sets",
      hint: "attach or detach the policy at the group, or npm run class -- solve; to change it for good set permissions",
      async run({ lab, aws }) {
        const iam = await aws.client(iamClient);
        const { AttachedPolicies = [] } = await iam.listAttachedGroupPolicies({
          GroupName: lab.text("groupName"),
        });
        const found = AttachedPolicies.map(({ PolicyName = "" }) => PolicyName).sort();
        const wanted = [...lab.settingsOf(iamUsers).permissions].sort();
        expectValues({ permissions: found.join(", ") }, { permissions: wanted.join(", ") });
        return found.join(", ") || "none";
      },
    },
    {
      name: "without MFA a student can set it up, and nothing else",
      hint: "the group's inline policy for MFA is missing or changed, or the user has rights of the own: npm run class -- solve puts the policy back",
      async run(subject) {
        for (const [user, who] of Object.entries(subject.lab.texts("userArns"))) {
          const context = { "aws:username": user, [MFA]: false };
          const own = await allowedActions(subject, { who, actions: OWN, to: who, context });
          const denied = OWN.filter((action) => !own.includes(action));
          expect(denied.length === 0, `${user} is denied ${denied.join(", ")}: nobody gets in`);
          const others = await allowedActions(subject, { who, actions: OTHERS, context });
          expect(others.length === 0, `without MFA ${user} is allowed ${others.join(", ")}`);
        }
        return `by simulation, for ${roster(subject).length} students`;
      },
    },
    {
      name: "with MFA a student launches servers only by the right to",
      hint: `compare the group's permissions with ${LAUNCHER}; a user may have policies of the own`,
      async run(subject) {
        const wanted = subject.lab.settingsOf(iamUsers).permissions.includes(LAUNCHER);
        for (const [user, who] of Object.entries(subject.lab.texts("userArns"))) {
          const context = { "aws:username": user, [MFA]: true };
          const allowed = await allowedActions(subject, { who, actions: [LAUNCH], context });
          const may = allowed.length > 0;
          expect(may === wanted, `${user} is ${may ? "allowed" : "denied"} ${LAUNCH}`);
        }
        return wanted ? `allowed by ${LAUNCHER}` : "denied";
      },
    },
    {
      name: "passwords are as strong as the lab asks",
      hint: "edit the account's password policy (IAM, Account settings), or npm run class -- solve",
      async run({ lab, aws }) {
        if (!lab.settingsOf(iamUsers).accountPasswordPolicy)
          return "the account's own policy is left";
        const iam = await aws.client(iamClient);
        const { PasswordPolicy: now } = await iam.getAccountPasswordPolicy({});
        const { outputs } = lab.one("aws:iam/accountPasswordPolicy:AccountPasswordPolicy");
        const found = {
          length: now?.MinimumPasswordLength,
          symbols: now?.RequireSymbols,
          numbers: now?.RequireNumbers,
        };
        expectValues(found, {
          length: outputs.minimumPasswordLength,
          symbols: outputs.requireSymbols,
          numbers: outputs.requireNumbers,
        });
        return `${found.length} characters at least`;
      },
    },
  ],
  fault: {
    does: "a student is taken out of the group: no rights, and no word why",
    foundBy: ALL_IN,
    async make(subject) {
      const [UserName] = roster(subject);
      if (UserName === undefined) throw new Failure("the lab has no student");
      const iam = await subject.aws.client(iamClient);
      await iam.removeUserFromGroup({ GroupName: subject.lab.text("groupName"), UserName });
    },
  },
};

const roster = ({ lab }: Subject): string[] => Object.keys(lab.texts("userArns"));
