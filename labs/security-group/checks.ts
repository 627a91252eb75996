import { expect } from "../contract/outcome.ts";
import type { Proof } from "../contract/check.ts";
import { mistypeRule, NOBODY, rulesFor } from "../kit/server/security-groups.ts";

const SSH = 22;

export const proof: Proof = {
  checks: [
    {
      name: "SSH is let in from exactly one address",
      hint: "set myIp of the lab to your address (curl https://checkip.amazonaws.com), then npm run class -- solve",
      async run(subject) {
        const sources = await rulesFor(subject, SSH, subject.lab.text("securityGroupId"));
        const wanted = subject.lab.text("sshFrom");
        if (wanted === "nobody") {
          expect(sources.length === 0, `nobody should get in, but ${sources.join(", ")} may`);
          return "nobody may: the lab's ssh is off, or no address is set";
        }
        expect(sources.length > 0, "no rule lets SSH in: a login times out");
        expect(sources.length === 1, `${sources.length} rules let SSH in: ${sources.join(", ")}`);
        expect(sources[0] === wanted, `SSH is let in from ${sources.join()}, not from ${wanted}`);
        return `from ${wanted}`;
      },
    },
  ],
  fault: {
    does: "the rule that lets SSH in is given an address of nobody's",
    foundBy: "SSH is let in from exactly one address",
    async make(subject) {
      const groupId = subject.lab.text("securityGroupId");
      const needs = "set myIp, and ssh to true";
      await mistypeRule(subject, { groupId, port: SSH, typed: { CidrIpv4: NOBODY }, needs });
    },
  },
};
