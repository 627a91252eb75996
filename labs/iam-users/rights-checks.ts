import type { Check } from "../contract/check.ts";
import { expect } from "../contract/outcome.ts";
import { allowedActions } from "../kit/rights.ts";
import { iamUsers } from "./lab.ts";

const MFA = "aws:MultiFactorAuthPresent";

/** The actions for setting up MFA and changing the first password. */
const OWN = ["iam:ChangePassword", "iam:GetUser", "iam:EnableMFADevice"];

/** Actions that may be allowed to the group, but to nobody without MFA. */
const OTHERS = [
  "ec2:DescribeInstances",
  "ec2:RunInstances",
  "s3:ListAllMyBuckets",
  "iam:CreateUser",
];

/** The action for launching servers, and the permission that allows it. */
const LAUNCH = "ec2:RunInstances";
const LAUNCHER = "AmazonEC2FullAccess";

export const onlyMfaWithoutMfa: Check = {
  name: {
    en: "without MFA, a student can only change the password and set up MFA",
    ko: "MFA 없이는 암호 변경과 MFA 설정만 할 수 있습니다",
  },
  hint: {
    en: "the group's inline policy for MFA is missing or changed, or the user has policies of their own; npm run class -- solve restores the group's policy",
    ko: "그룹의 MFA 인라인 정책이 없거나 바뀌었거나, 사용자에게 별도의 정책이 있습니다. 그룹의 정책은 npm run class -- solve가 복원합니다",
  },
  async run(subject) {
    const students = Object.entries(subject.lab.texts("userArns"));
    for (const [user, who] of students) {
      const context = { "aws:username": user, [MFA]: false };
      const own = await allowedActions(subject, { who, actions: OWN, to: who, context });
      const denied = OWN.filter((action) => !own.includes(action));
      expect(denied.length === 0, `${user} is denied ${denied.join(", ")} and cannot sign in`);
      const others = await allowedActions(subject, { who, actions: OTHERS, context });
      expect(others.length === 0, `without MFA ${user} is allowed ${others.join(", ")}`);
    }
    return `by simulation, for ${students.length} students`;
  },
};

export const launchNeedsPermission: Check = {
  name: {
    en: "even with MFA, launching a server needs permission",
    ko: "MFA로 로그인해도 서버를 시작하려면 권한이 필요합니다",
  },
  hint: {
    en: `compare the group's permissions with ${LAUNCHER}; a user may have policies of their own`,
    ko: `그룹의 권한에 ${LAUNCHER}가 있는지 확인하세요. 사용자에게 별도의 정책이 있을 수도 있습니다`,
  },
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
};
