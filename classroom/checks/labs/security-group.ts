import { expect, Failure, type Proof, type Subject } from "../check.ts";
import { rulesFor } from "../security-groups.ts";

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
    does: "the rule that lets SSH in is taken away",
    foundBy: "SSH is let in from exactly one address",
    make: revokeSsh,
  },
};

async function revokeSsh({ lab, aws }: Subject): Promise<void> {
  const [rule] = lab.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
  if (!rule) throw new Failure("the lab has no rule for SSH: set myIp, and ssh to true");
  const ec2 = await aws.client("ec2");
  await ec2.revokeSecurityGroupIngress({
    GroupId: lab.text("securityGroupId"),
    SecurityGroupRuleIds: [rule.id],
  });
}
