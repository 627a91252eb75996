import { autoScalingClient } from "../../aws/autoscaling/client.ts";
import { TARGET_GROUP } from "../../aws/elb/types.ts";
import type { Check, Proof, Subject } from "../contract/check.ts";
import { expect } from "../contract/outcome.ts";
import { countsOf, pagesOf, type Visited } from "../kit/web/visit.ts";
import { desiredAreInService, ownGroup, userDataOf } from "../kit/web/web-groups.ts";
import { groupsAreTargets, onlyByBalancer, targetsAreHealthy } from "../kit/web/web-tier.ts";

const newServersGetVersion: Check = {
  name: {
    en: "new servers get the page of the configured version",
    ko: "새 서버가 설정한 버전의 페이지를 받습니다",
  },
  hint: {
    en: "npm run class -- solve restores the launch template and starts an instance refresh",
    ko: "npm run class -- solve가 시작 템플릿을 복원하고 인스턴스 새로 고침을 시작합니다",
  },
  async run(subject) {
    const version = subject.lab.text("version");
    const userData = await userDataOf(subject, await ownGroup(subject));
    expect(
      userData.includes(`<title>${version}</title>`),
      `the launch template does not have the page of ${version}`,
    );
    return version;
  },
};

const serversAreCurrent: Check = {
  name: {
    en: "every server has the newest launch template version",
    ko: "모든 서버가 시작 템플릿의 최신 버전을 사용합니다",
  },
  hint: {
    en: "an instance refresh takes 5 minutes per server (check --wait); the group's Instance refresh tab shows why one failed; it is not rolled back: set version to the previous one and deploy, or run the commands in output goBack",
    ko: "인스턴스 새로 고침은 서버 한 대에 5분 정도 걸립니다(check --wait). 실패한 이유는 그룹의 인스턴스 새로 고침 탭에 나옵니다. 자동으로 롤백되지 않으므로 version을 이전 값으로 되돌려 배포하거나 출력 goBack의 명령을 실행하세요",
  },
  async run(subject) {
    const { LaunchTemplate, Instances = [] } = await ownGroup(subject);
    const wanted = LaunchTemplate?.Version;
    expect(wanted, "the group has no launch template");
    expect(Instances.length > 0, "the group has no server");
    const old = Instances.filter(({ LaunchTemplate: its }) => its?.Version !== wanted);
    const refresh = await lastRefresh(subject);
    expect(
      old.length === 0,
      `${old.length} of ${Instances.length} servers have an old version; ${refresh}`,
    );
    return `version ${wanted}; ${refresh}`;
  },
};

const siteAnswersThroughout: Check = {
  name: {
    en: "the site answers throughout, with the configured version",
    ko: "사이트가 설정한 버전으로 중단 없이 응답합니다",
  },
  hint: {
    en: "during an instance refresh, old and new pages alternate; an error means that minHealthyPercentage leaves too few servers",
    ko: "인스턴스 새로 고침 중에는 이전 페이지와 새 페이지가 번갈아 표시됩니다. 오류가 나면 minHealthyPercentage가 낮아 남은 서버가 부족한 것입니다",
  },
  async run(subject) {
    const { lab } = subject;
    return watchSite(subject, lab.text("url"), lab.text("version"));
  },
};

export const proof: Proof = {
  checks: [
    desiredAreInService,
    newServersGetVersion,
    serversAreCurrent,
    groupsAreTargets,
    onlyByBalancer,
    targetsAreHealthy,
    siteAnswersThroughout,
  ],
  fault: {
    does: {
      en: "the load balancer's target group is detached from the Auto Scaling group",
      ko: "로드 밸런서의 대상 그룹을 Auto Scaling 그룹에서 분리합니다",
    },
    foundBy: groupsAreTargets,
    async make({ lab, aws }) {
      const autoScaling = await aws.client(autoScalingClient);
      await autoScaling.detachLoadBalancerTargetGroups({
        AutoScalingGroupName: lab.text("groupName"),
        TargetGroupARNs: [lab.one(TARGET_GROUP).id],
      });
    },
  },
};

async function lastRefresh({ lab, aws }: Subject): Promise<string> {
  const autoScaling = await aws.client(autoScalingClient);
  const { InstanceRefreshes: [last] = [] } = await autoScaling.describeInstanceRefreshes({
    AutoScalingGroupName: lab.text("groupName"),
  });
  if (!last) return "no instance refresh so far";
  const { Status = "unknown", PercentageComplete = 0, StatusReason = "" } = last;
  return `last instance refresh ${Status}, ${PercentageComplete} % ${StatusReason}`.trimEnd();
}

/** Visits a site for some time. @throws Failure unless every visitor gets the version */
export async function watchSite(
  from: Visited,
  url: string,
  version: string,
  { visits = 20, pauseMs = 500 } = {},
): Promise<string> {
  const pages = await pagesOf(from, url, visits, pauseMs);
  const seen = countsOf(pages);
  expect(pages.size === 1 && pages.has(version), `seen ${seen}`);
  return seen;
}
