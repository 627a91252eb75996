import { elbClient } from "../../aws/elb/client.ts";
import { slots } from "../../components/web/fleet.ts";
import { blueGreen } from "./lab.ts";
import { CannotTell, expect, needsTraffic } from "../contract/outcome.ts";
import type { Proof, Subject } from "../contract/check.ts";
import { expectShares } from "../kit/web/shares.ts";
import { expectValues } from "../kit/values.ts";
import { countsOf, pagesOf } from "../kit/web/visit.ts";
import { desiredAreInService, groupNow, userDataOf } from "../kit/web/web-groups.ts";
import { groupsAreTargets, onlyByBalancer, targetsAreHealthy } from "../kit/web/web-tier.ts";

const AS_SET = "the listener has the weights that the lab sets";

/** Enough to tell 10 % from none. */
const VISITS = 100;

export const proof: Proof = {
  checks: [
    {
      name: AS_SET,
      hint: "edit the listener's default action, or npm run class -- solve; to move visitors over set live or greenWeight and deploy",
      async run(subject) {
        const found = await weightsNow(subject);
        expectValues(found, weightsOf(subject));
        return `blue ${found.blue} %, green ${found.green} %`;
      },
    },
    desiredAreInService,
    {
      name: "each color's servers get the page of its version",
      hint: "npm run class -- solve makes the launch template anew and starts an instance refresh",
      async run(subject) {
        const { blueVersion: blue, greenVersion: green } = subject.lab.settingsOf(blueGreen);
        const names = subject.lab.texts("groupNames");
        for (const [color, version] of Object.entries({ blue, green })) {
          const told = await userDataOf(subject, await groupNow(subject, names[color] ?? ""));
          expect(told.includes(`<title>${version}</title>`), `${color} would not get ${version}`);
        }
        return `blue ${blue}, green ${green}`;
      },
    },
    groupsAreTargets,
    onlyByBalancer,
    targetsAreHealthy,
    {
      name: "visitors come to each color by its weight",
      hint: "the weights must be as set and every target healthy: the load balancer sends nobody to a color without healthy servers",
      async run(subject) {
        needsTraffic(subject);
        const shares = sharesOf(subject);
        const pages = await pagesOf(subject.lab.text("url"), VISITS);
        expectShares(pages, shares);
        return countsOf(pages);
      },
    },
  ],
  fault: {
    does: "the listener is turned over by hand to the color that waits",
    foundBy: AS_SET,
    async make(subject) {
      const { blue = 0, green = 0 } = weightsOf(subject);
      const waiting = green > blue ? "blue" : "green";
      const elb = await subject.aws.client(elbClient);
      const TargetGroups = Object.entries(subject.lab.texts("targetGroupArns")).map(
        ([color, TargetGroupArn]) => ({ TargetGroupArn, Weight: color === waiting ? 100 : 0 }),
      );
      await elb.modifyListener({
        ListenerArn: subject.lab.text("listenerArn"),
        DefaultActions: [{ Type: "forward", ForwardConfig: { TargetGroups } }],
      });
    },
  },
};

/** What the lab gives each color, in percent. */
function weightsOf({ lab }: Subject): Record<string, number> {
  const { live, greenWeight } = lab.settingsOf(blueGreen);
  const given = greenWeight === undefined ? { live } : { live, greenWeight };
  const places = slots(lab.id, { kind: "blueGreen", ...given, blue: {}, green: {} });
  return Object.fromEntries(places.map(({ key, weight }) => [key, weight]));
}

/** What the listener gives each color. */
async function weightsNow({ lab, aws }: Subject): Promise<Record<string, number>> {
  const elb = await aws.client(elbClient);
  const { Listeners: [listener] = [] } = await elb.describeListeners({
    ListenerArns: [lab.text("listenerArn")],
  });
  const forwards = (listener?.DefaultActions ?? []).flatMap(
    ({ ForwardConfig }) => ForwardConfig?.TargetGroups ?? [],
  );
  const weightOf = (arn: string) =>
    forwards.find(({ TargetGroupArn }) => TargetGroupArn === arn)?.Weight ?? 0;
  const colors = Object.entries(lab.texts("targetGroupArns"));
  return Object.fromEntries(colors.map(([color, arn]) => [color, weightOf(arn)]));
}

/** What share of the visitors each version should get. */
function sharesOf(subject: Subject): Record<string, number> {
  const { blueVersion, greenVersion } = subject.lab.settingsOf(blueGreen);
  if (blueVersion === greenVersion)
    throw new CannotTell(`both colors serve ${blueVersion}: nobody sees which one it is`);
  const { blue = 0, green = 0 } = weightsOf(subject);
  return { [blueVersion]: blue, [greenVersion]: green };
}
