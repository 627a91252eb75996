import { expect, Failure, needsTraffic, type Proof, type Subject } from "../check.ts";
import { countsOf, pagesOf, pagesOfOneVisitor } from "../visit.ts";

/** Enough visits to see every server: that one of two is left out by chance happens once in 500. */
const VISITS = 10;

export const proof: Proof = {
  checks: [
    {
      name: "every server is a target of the load balancer",
      hint: "register the missing server with the target group, or npm run class -- solve",
      async run({ lab, aws }) {
        const wanted = Object.values(lab.texts("instanceIds"));
        const elb = await aws.client("elb");
        const { TargetHealthDescriptions = [] } = await elb.describeTargetHealth({
          TargetGroupArn: targetGroup(lab),
        });
        const there = TargetHealthDescriptions.map(({ Target }) => Target?.Id);
        const missing = wanted.filter((id) => !there.includes(id));
        expect(missing.length === 0, `not in the target group: ${missing.join(", ")}`);
        return `${wanted.length} targets`;
      },
    },
    {
      name: "every target is healthy",
      hint: "look at the target group's health reasons: httpd stopped, or port 80 closed to the load balancer",
      async run(subject) {
        needsTraffic(subject);
        const { lab, aws } = subject;
        const elb = await aws.client("elb");
        const { TargetHealthDescriptions = [] } = await elb.describeTargetHealth({
          TargetGroupArn: targetGroup(lab),
        });
        const ill = TargetHealthDescriptions.filter(
          ({ TargetHealth }) => TargetHealth?.State !== "healthy",
        ).map(({ Target, TargetHealth }) => `${Target?.Id ?? ""} is ${TargetHealth?.State ?? ""}`);
        expect(ill.length === 0, ill.join(", "));
        return `${TargetHealthDescriptions.length} healthy`;
      },
    },
    {
      name: "visitors get the servers' pages in turns, or stay with one when it is sticky",
      hint: "a page that is missing is a target that left the rotation; check the stickiness of the target group",
      async run(subject) {
        needsTraffic(subject);
        const { lab } = subject;
        const pages = await pagesOf(lab.text("url"), VISITS);
        const servers = Object.keys(lab.texts("instanceIds")).length;
        expect(pages.size === servers, `seen ${countsOf(pages)} of ${servers} servers' pages`);
        if (lab.settings.stickinessSeconds === undefined) return countsOf(pages);
        const kept = await pagesOfOneVisitor(lab.text("url"), VISITS);
        expect(kept.size === 1, `one visitor was sent to ${[...kept].join(" and ")}`);
        return `${countsOf(pages)}; one visitor stays with ${[...kept].join()}`;
      },
    },
  ],
  fault: {
    does: "one server is taken out of the target group",
    foundBy: "every server is a target of the load balancer",
    make: deregisterOne,
  },
};

const targetGroup = (lab: Subject["lab"]): string => lab.texts("targetGroupArns").web ?? "";

async function deregisterOne({ lab, aws }: Subject): Promise<void> {
  const [id] = Object.values(lab.texts("instanceIds"));
  if (id === undefined) throw new Failure("the lab has no server");
  const elb = await aws.client("elb");
  await elb.deregisterTargets({ TargetGroupArn: targetGroup(lab), Targets: [{ Id: id }] });
}
