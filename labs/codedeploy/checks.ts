import { cloudWatchClient } from "../../aws/cloudwatch/client.ts";
import { codeDeployClient } from "../../aws/codedeploy/client.ts";
import type { Check, Proof } from "../contract/check.ts";
import { expect, needsTraffic } from "../contract/outcome.ts";
import { expectValues } from "../kit/values.ts";
import { countsOf, pagesOf } from "../kit/web/visit.ts";
import { desiredAreInService } from "../kit/web/web-groups.ts";
import { groupsAreTargets, onlyByBalancer, targetsAreHealthy } from "../kit/web/web-tier.ts";
import { bundleIsReadable, bundleOf } from "./bundle.ts";
import { deploymentGroups, deploymentResult, lastDeployment } from "./deployments.ts";

const EVENTS = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"] as const;

const VISITS = 10;

const groupsDeployBothWays: Check = {
  name: {
    en: "one deployment group deploys in place, the other blue/green",
    ko: "배포 그룹 하나는 현재 위치 배포를, 다른 하나는 블루/그린 배포를 합니다",
  },
  hint: {
    en: "compare both deployment groups with components/deploy/deployment.ts, or run npm run class -- solve",
    ko: "두 배포 그룹을 components/deploy/deployment.ts와 비교하거나 npm run class -- solve를 실행하세요",
  },
  async run(subject) {
    const groups = await deploymentGroups(subject);
    const { web } = subject.lab.texts("groupNames");
    const inPlace = groups.get("inPlace");
    const blueGreen = groups.get("blueGreen");
    expectValues(
      {
        "in place": inPlace?.deploymentStyle?.deploymentType,
        "servers in place": inPlace?.autoScalingGroups?.map(({ name }) => name).join(),
        "blue/green": blueGreen?.deploymentStyle?.deploymentType,
        "servers of blue/green": blueGreen?.ec2TagFilters?.map(({ Value }) => Value).join(),
      },
      {
        "in place": "IN_PLACE",
        "servers in place": web,
        "blue/green": "BLUE_GREEN",
        "servers of blue/green": web,
      },
    );
    return `${inPlace?.deploymentGroupName}, ${blueGreen?.deploymentGroupName}`;
  },
};

const failedDeploymentsRollBack: Check = {
  name: {
    en: "a deployment that fails or is stopped by an alarm is rolled back",
    ko: "실패하거나 경보로 중지된 배포가 롤백됩니다",
  },
  hint: {
    en: "edit the deployment group and enable rollbacks and alarms in its advanced settings, or run npm run class -- solve",
    ko: "배포 그룹을 편집하여 고급 설정에서 롤백과 경보를 활성화하거나 npm run class -- solve를 실행하세요",
  },
  async run(subject) {
    const groups = await deploymentGroups(subject);
    const watched = new Set<string>();
    for (const { deploymentGroupName: name, ...group } of groups.values()) {
      const { autoRollbackConfiguration: rollback, alarmConfiguration: alarms } = group;
      const missing = EVENTS.filter(
        (event) => !rollback?.enabled || !rollback.events?.includes(event),
      );
      expect(missing.length === 0, `${name} does not roll back on ${missing.join(", ")}`);
      expect(alarms?.enabled, `${name} ignores its alarms`);
      for (const alarm of alarms.alarms ?? []) watched.add(alarm.name ?? "");
    }
    const cloudWatch = await subject.aws.client(cloudWatchClient);
    const { MetricAlarms = [] } = await cloudWatch.describeAlarms({ AlarmNames: [...watched] });
    expect(
      watched.size > 0 && MetricAlarms.length === watched.size,
      `${MetricAlarms.length} of ${watched.size} alarms exist`,
    );
    return `on failure, and on ${watched.size} alarms`;
  },
};

const lastDeploymentSucceeded: Check = {
  name: {
    en: "the last deployment has deployed the lab's bundle",
    ko: "마지막 배포가 실습의 번들을 배포했습니다",
  },
  hint: {
    en: "the deployment's events show which hook of appspec.yml failed on which server; the command in output deployInPlace deploys again",
    ko: "배포 이벤트에 appspec.yml의 어떤 후크가 어느 서버에서 실패했는지 나옵니다. 출력 deployInPlace의 명령으로 다시 배포하세요",
  },
  async run(subject) {
    return deploymentResult(await lastDeployment(subject), bundleOf(subject));
  },
};

const visitorsGetVersion: Check = {
  name: {
    en: "visitors get the deployed version",
    ko: "방문자에게 배포한 버전이 표시됩니다",
  },
  hint: {
    en: "a page of another version comes from a server that the deployment has skipped: see the deployment's events",
    ko: "다른 버전의 페이지는 배포에서 빠진 서버가 보낸 것입니다. 배포 이벤트를 확인하세요",
  },
  async run(subject) {
    needsTraffic(subject);
    const { lab } = subject;
    const deployed = (await lastDeployment(subject))?.status === "Succeeded";
    const wanted = deployed ? lab.text("version") : "nothing deployed";
    const pages = await pagesOf(lab.text("url"), VISITS);
    expect(pages.size === 1 && pages.has(wanted), `seen ${countsOf(pages)}, not only ${wanted}`);
    return countsOf(pages);
  },
};

export const proof: Proof = {
  checks: [
    desiredAreInService,
    groupsAreTargets,
    onlyByBalancer,
    targetsAreHealthy,
    bundleIsReadable,
    groupsDeployBothWays,
    failedDeploymentsRollBack,
    lastDeploymentSucceeded,
    visitorsGetVersion,
  ],
  fault: {
    does: {
      en: "rollbacks are disabled for in-place deployments",
      ko: "현재 위치 배포의 롤백을 비활성화합니다",
    },
    foundBy: failedDeploymentsRollBack,
    async make({ lab, aws }) {
      const codeDeploy = await aws.client(codeDeployClient);
      await codeDeploy.updateDeploymentGroup({
        applicationName: lab.text("applicationName"),
        currentDeploymentGroupName: lab.texts("deploymentGroupNames").inPlace,
        autoRollbackConfiguration: { enabled: false, events: [] },
      });
    },
  },
};
