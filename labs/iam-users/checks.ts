import { iamClient } from "../../aws/iam/client.ts";
import { ACCOUNT_PASSWORD_POLICY } from "../../aws/iam/types.ts";
import type { Check, Proof, Subject } from "../contract/check.ts";
import { expect, Failure } from "../contract/outcome.ts";
import { expectValues } from "../kit/values.ts";
import { iamUsers } from "./lab.ts";
import { launchNeedsPermission, onlyMfaWithoutMfa } from "./rights-checks.ts";

const groupIsRoster: Check = {
  name: {
    en: "the group has every student of the roster, and nobody else",
    ko: "그룹에 명단의 모든 학생이 있고 다른 사용자는 없습니다",
  },
  hint: {
    en: "add a missing student to the group, or run npm run class -- solve; remove other users by hand: they have the class's permissions",
    ko: "빠진 학생을 그룹에 추가하거나 npm run class -- solve를 실행하세요. 다른 사용자는 수업의 권한을 갖게 되므로 직접 제거하세요",
  },
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
    expect(strange.length === 0, `in the group, but not on the roster: ${strange.join(", ")}`);
    return `${found.length} students`;
  },
};

const studentsCanSignIn: Check = {
  name: {
    en: "every student has a password for the console",
    ko: "모든 학생에게 콘솔 암호가 있습니다",
  },
  hint: {
    en: "set a console password for the user (Security credentials tab) that must be changed at the next sign-in",
    ko: "사용자의 보안 자격 증명 탭에서 콘솔 암호를 설정하고, 다음 로그인 시 암호를 변경하도록 하세요",
  },
  async run(subject) {
    const iam = await subject.aws.client(iamClient);
    let first = 0;
    for (const UserName of roster(subject)) {
      const { LoginProfile } = await iam.getLoginProfile({ UserName });
      if (LoginProfile?.PasswordResetRequired) first += 1;
    }
    return `${first} of ${roster(subject).length} have not changed the first password yet`;
  },
};

const permissionsAreAsConfigured: Check = {
  name: {
    en: "the group has the configured permissions (permissions)",
    ko: "그룹의 권한이 설정(permissions)과 같습니다",
  },
  hint: {
    en: "attach the policy to the group or detach it, or run npm run class -- solve; to change it permanently, set permissions",
    ko: "그룹에 정책을 연결하거나 분리하거나, npm run class -- solve를 실행하세요. 계속 바꿔 두려면 permissions를 설정하세요",
  },
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
};

const passwordPolicyIsAsConfigured: Check = {
  name: {
    en: "the account's password policy is as configured (accountPasswordPolicy)",
    ko: "계정의 암호 정책이 설정(accountPasswordPolicy)과 같습니다",
  },
  hint: {
    en: "edit the account's password policy (IAM, Account settings), or run npm run class -- solve",
    ko: "계정의 암호 정책을 편집하거나(IAM, 계정 설정) npm run class -- solve를 실행하세요",
  },
  async run({ lab, aws }) {
    if (!lab.settingsOf(iamUsers).accountPasswordPolicy)
      return "the account keeps its own policy: accountPasswordPolicy is false";
    const iam = await aws.client(iamClient);
    const { PasswordPolicy: now } = await iam.getAccountPasswordPolicy({});
    const { outputs } = lab.one(ACCOUNT_PASSWORD_POLICY);
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
    return `at least ${found.length} characters`;
  },
};

export const proof: Proof = {
  checks: [
    groupIsRoster,
    studentsCanSignIn,
    permissionsAreAsConfigured,
    onlyMfaWithoutMfa,
    launchNeedsPermission,
    passwordPolicyIsAsConfigured,
  ],
  fault: {
    does: {
      en: "a student is removed from the group and has no permissions any more",
      ko: "학생 한 명을 그룹에서 제거해 권한을 모두 없앱니다",
    },
    foundBy: groupIsRoster,
    async make(subject) {
      const [UserName] = roster(subject);
      if (UserName === undefined) throw new Failure("the lab has no student");
      const iam = await subject.aws.client(iamClient);
      await iam.removeUserFromGroup({ GroupName: subject.lab.text("groupName"), UserName });
    },
  },
};

const roster = ({ lab }: Subject): string[] => Object.keys(lab.texts("userArns"));
