import { elbClient } from "../../aws/elb/client.ts";
import { slots } from "../../components/web/fleet.ts";
import type { Check, Proof, Subject } from "../contract/check.ts";
import { CannotTell, expect } from "../contract/outcome.ts";
import { expectValues } from "../kit/values.ts";
import { expectShares } from "../kit/web/shares.ts";
import { countsOf, pagesOf } from "../kit/web/visit.ts";
import { desiredAreInService, groupNow, userDataOf } from "../kit/web/web-groups.ts";
import { groupsAreTargets, onlyByBalancer, targetsAreHealthy } from "../kit/web/web-tier.ts";
import { blueGreen } from "./lab.ts";

/** Enough visits to distinguish a share of 10 % from none. */
const VISITS = 100;

const weightsAreAsConfigured: Check = {
  name: {
    en: "the listener's weights are as configured",
    ko: "리스너의 가중치가 설정과 같습니다",
  },
  hint: {
    en: "edit the listener's default action, or run npm run class -- solve; to move visitors over, set live or greenWeight and deploy",
    ko: "리스너의 기본 작업을 편집하거나 npm run class -- solve를 실행하세요. 방문자를 옮기려면 live나 greenWeight를 설정하고 배포하세요",
  },
  async run(subject) {
    const found = await weightsNow(subject);
    expectValues(found, weightsOf(subject));
    return `blue ${found.blue} %, green ${found.green} %`;
  },
};

const colorsGetTheirVersion: Check = {
  name: {
    en: "new servers of each color get the page of its version",
    ko: "색마다 새 서버가 해당 버전의 페이지를 받습니다",
  },
  hint: {
    en: "npm run class -- solve restores the launch template and starts an instance refresh",
    ko: "npm run class -- solve가 시작 템플릿을 복원하고 인스턴스 새로 고침을 시작합니다",
  },
  async run(subject) {
    const { blueVersion: blue, greenVersion: green } = subject.lab.settingsOf(blueGreen);
    const names = subject.lab.texts("groupNames");
    for (const [color, version] of Object.entries({ blue, green })) {
      const userData = await userDataOf(subject, await groupNow(subject, names[color] ?? ""));
      expect(
        userData.includes(`<title>${version}</title>`),
        `the launch template of ${color} does not have the page of ${version}`,
      );
    }
    return `blue ${blue}, green ${green}`;
  },
};

const visitorsFollowWeights: Check = {
  name: {
    en: "visitors reach each color according to its weight",
    ko: "방문자가 가중치에 따라 각 색에 도달합니다",
  },
  hint: {
    en: "the weights must be as configured and every target healthy: a color without healthy servers gets no requests",
    ko: "가중치가 설정과 같고 모든 대상이 정상 상태여야 합니다. 정상 서버가 없는 색에는 요청이 가지 않습니다",
  },
  async run(subject) {
    const shares = sharesOf(subject);
    const pages = await pagesOf(subject, subject.lab.text("url"), VISITS);
    expectShares(pages, shares);
    return countsOf(pages);
  },
};

export const proof: Proof = {
  checks: [
    weightsAreAsConfigured,
    desiredAreInService,
    colorsGetTheirVersion,
    groupsAreTargets,
    onlyByBalancer,
    targetsAreHealthy,
    visitorsFollowWeights,
  ],
  fault: {
    does: {
      en: "the listener is switched by hand to the color that is not live",
      ko: "리스너의 가중치를 손으로 바꿔 방문자를 다른 색으로 보냅니다",
    },
    foundBy: weightsAreAsConfigured,
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

/** The configured weight of each color, in percent. */
function weightsOf({ lab }: Subject): Record<string, number> {
  const { live, greenWeight } = lab.settingsOf(blueGreen);
  const weights = greenWeight === undefined ? { live } : { live, greenWeight };
  const places = slots(lab.id, { kind: "blueGreen", ...weights, blue: {}, green: {} });
  return Object.fromEntries(places.map(({ key, weight }) => [key, weight]));
}

/** The listener's weight of each color, in percent. */
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

/** The share of the visitors that each version should get, in percent. */
function sharesOf(subject: Subject): Record<string, number> {
  const { blueVersion, greenVersion } = subject.lab.settingsOf(blueGreen);
  if (blueVersion === greenVersion)
    throw new CannotTell(
      `both colors serve ${blueVersion}, so their pages look the same`,
      "settings",
    );
  const { blue = 0, green = 0 } = weightsOf(subject);
  return { [blueVersion]: blue, [greenVersion]: green };
}
