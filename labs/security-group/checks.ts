import type { Check, Proof } from "../contract/check.ts";
import { expect } from "../contract/outcome.ts";
import { mistypeRule, NOBODY, rulesFor } from "../kit/server/security-groups.ts";
import { serverRuns } from "../kit/server/servers.ts";

const SSH = 22;

const sshIsOpenToOneAddress: Check = {
  name: {
    en: "SSH is open to exactly one address",
    ko: "SSH가 정확히 하나의 주소에만 열려 있습니다",
  },
  hint: {
    en: "set the lab's myIp to your address (curl https://checkip.amazonaws.com), then run npm run class -- solve",
    ko: "실습의 myIp를 내 주소(curl https://checkip.amazonaws.com)로 설정한 뒤 npm run class -- solve를 실행하세요",
  },
  async run(subject) {
    const sources = await rulesFor(subject, SSH, subject.lab.text("securityGroupId"));
    const wanted = subject.lab.text("sshFrom");
    if (wanted === "nobody") {
      expect(sources.length === 0, `SSH is open to ${sources.join(", ")}, and should be closed`);
      return "closed: the lab's ssh is off, or no address is set";
    }
    expect(sources.length > 0, "no rule allows SSH: a login times out");
    expect(sources.length === 1, `${sources.length} rules allow SSH: ${sources.join(", ")}`);
    expect(sources[0] === wanted, `SSH is open to ${sources.join()}, not to ${wanted}`);
    return `open to ${wanted}`;
  },
};

export const proof: Proof = {
  checks: [serverRuns, sshIsOpenToOneAddress],
  fault: {
    does: {
      en: "the SSH rule allows an unused address instead of yours",
      ko: "SSH 규칙의 소스를 아무도 쓰지 않는 주소로 바꿉니다",
    },
    foundBy: sshIsOpenToOneAddress,
    async make(subject) {
      const groupId = subject.lab.text("securityGroupId");
      const needs = "set myIp, and ssh to true";
      await mistypeRule(subject, { groupId, port: SSH, typed: { CidrIpv4: NOBODY }, needs });
    },
  },
};
