import type { DeploymentGroupInfo } from "@aws-sdk/client-codedeploy";
import { cloudWatchClient } from "../../aws/cloudwatch/client.ts";
import { METRIC_ALARM } from "../../aws/cloudwatch/types.ts";
import { codeDeployClient } from "../../aws/codedeploy/client.ts";
import { TARGET_GROUP } from "../../aws/elb/types.ts";
import type { Check, Proof } from "../contract/check.ts";
import { expect } from "../contract/outcome.ts";
import { expectValues, recorded } from "../kit/values.ts";
import { countsOf, pagesOf } from "../kit/web/visit.ts";
import { desiredAreInService, groupNow, inService } from "../kit/web/web-groups.ts";
import { onlyByBalancer, targetsAreHealthy, targetsOf } from "../kit/web/web-tier.ts";
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
    en: "edit the deployment groups: the first deploys in place to the Auto Scaling group of the lab's output groupNames.web, the other blue/green; or run npm run class -- solve",
    ko: "배포 그룹을 편집하여 배포 유형과 Auto Scaling 그룹을 맞추거나(하나는 출력 groupNames.web의 그룹에 현재 위치 배포, 다른 하나는 블루/그린 배포) npm run class -- solve를 실행하세요",
  },
  async run(subject) {
    const groups = await deploymentGroups(subject);
    const { web, replacement } = subject.lab.texts("groupNames");
    const inPlace = groups.get("inPlace");
    const blueGreen = groups.get("blueGreen");
    expectValues(
      {
        "in place": inPlace?.deploymentStyle?.deploymentType,
        "servers in place": inPlace?.autoScalingGroups?.map(({ name }) => name).join(),
        "blue/green": blueGreen?.deploymentStyle?.deploymentType,
        "servers of blue/green": serversOf(blueGreen),
      },
      {
        "in place": "IN_PLACE",
        "servers in place": web,
        "blue/green": "BLUE_GREEN",
        // After a blue/green deployment, the Auto Scaling group that it deployed to.
        "servers of blue/green": serversOf(blueGreen) === replacement ? replacement : web,
      },
    );
    return `${inPlace?.deploymentGroupName}, ${blueGreen?.deploymentGroupName}`;
  },
};

/** The blue/green deployment group decides which of the two it is: both commands in the lab's outputs move the visitors. */
const oneGroupServes: Check = {
  name: {
    en: "every server of one of the two groups is a target of the load balancer",
    ko: "두 그룹 가운데 하나의 모든 서버가 로드 밸런서의 대상으로 등록되어 있습니다",
  },
  hint: {
    en: "deploy again with the command in output deployBlueGreen or deployBack: CodeDeploy registers the servers that it deploys to",
    ko: "출력 deployBlueGreen이나 deployBack의 명령으로 다시 배포하세요. CodeDeploy가 배포한 서버를 등록합니다",
  },
  async run(subject) {
    const names = Object.values(subject.lab.texts("groupNames"));
    const targets = await targetsOf(subject, subject.lab.one(TARGET_GROUP).id);
    const counts = await Promise.all(
      names.map(async (name) => {
        const servers = inService(await groupNow(subject, name));
        const registered = servers.filter(({ InstanceId }) =>
          targets.some(({ id }) => id === InstanceId),
        );
        return { name, registered: registered.length, all: servers.length };
      }),
    );
    const text = counts.map((each) => `${each.name} ${each.registered} of ${each.all}`).join(", ");
    const serves = counts.some(({ registered, all }) => all > 0 && registered === all);
    expect(serves, `registered: ${text}`);
    return text;
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
    const own = subject.lab.all(METRIC_ALARM).map((alarm) => recorded(alarm, "name"));
    const watched = new Set<string>();
    for (const { deploymentGroupName: name, ...group } of groups.values()) {
      const { autoRollbackConfiguration: rollback, alarmConfiguration: alarms } = group;
      const missing = EVENTS.filter(
        (event) => !rollback?.enabled || !rollback.events?.includes(event),
      );
      expect(missing.length === 0, `${name} does not roll back on ${missing.join(", ")}`);
      expect(alarms?.enabled, `${name} ignores its alarms`);
      const names = (alarms.alarms ?? []).map((alarm) => alarm.name ?? "");
      const ignored = own.filter((alarm) => !names.includes(alarm));
      expect(ignored.length === 0, `${name} does not stop on alarm ${ignored.join(", ")}`);
      for (const alarm of names) watched.add(alarm);
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
    const { lab } = subject;
    const deployed = (await lastDeployment(subject))?.status === "Succeeded";
    const wanted = deployed ? lab.text("version") : "nothing deployed";
    const pages = await pagesOf(subject, lab.text("url"), VISITS);
    expect(pages.size === 1 && pages.has(wanted), `seen ${countsOf(pages)}, not only ${wanted}`);
    return countsOf(pages);
  },
};

export const proof: Proof = {
  checks: [
    desiredAreInService,
    oneGroupServes,
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

/** The Auto Scaling group that a blue/green deployment group deploys from: by the servers' tag at first, then by name. */
const serversOf = (group: DeploymentGroupInfo | undefined): string =>
  group?.autoScalingGroups?.[0]?.name ??
  group?.ec2TagFilters?.map(({ Value = "" }) => Value).join() ??
  "";
