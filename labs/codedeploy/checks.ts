import { cloudWatchClient } from "../../aws/cloudwatch/client.ts";
import { codeDeployClient } from "../../aws/codedeploy/client.ts";
import { iamClient } from "../../aws/iam/client.ts";
import { s3Client } from "../../aws/s3/client.ts";
import { expect, needsTraffic } from "../contract/outcome.ts";
import type { Proof, Subject } from "../contract/check.ts";
import { deploymentGroups, deploymentStory, lastDeployment } from "./deployments.ts";
import { allowedActions } from "../kit/rights.ts";
import { expectValues, recorded } from "../kit/values.ts";
import { countsOf, pagesOf } from "../kit/web/visit.ts";
import { desiredAreInService } from "../kit/web/web-groups.ts";
import { groupsAreTargets, onlyByBalancer, targetsAreHealthy } from "../kit/web/web-tier.ts";

const ROLLS_BACK = "a deployment that fails, or that an alarm stops, is rolled back";
const EVENTS = ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"] as const;

export const proof: Proof = {
  checks: [
    desiredAreInService,
    groupsAreTargets,
    onlyByBalancer,
    targetsAreHealthy,
    {
      name: "the bundle is in its bucket, and the servers may read it",
      hint: "npm run class -- solve packs and uploads it again, and puts the role's policy back",
      async run(subject) {
        const { Bucket, Key, VersionId } = bundleOf(subject);
        const s3 = await subject.aws.client(s3Client);
        const { ContentLength = 0 } = await s3.headObject({ Bucket, Key, VersionId });
        const actions = ["s3:GetObject", "s3:GetObjectVersion"];
        const to = `arn:aws:s3:::${Bucket}/${Key}`;
        const allowed = await allowedActions(subject, {
          who: await serversRole(subject),
          actions,
          to,
        });
        const denied = actions.filter((action) => !allowed.includes(action));
        expect(denied.length === 0, `the servers are denied ${denied.join(", ")}`);
        return `${Key}, ${ContentLength} bytes`;
      },
    },
    {
      name: "one deployment group changes the servers in place, one moves to others",
      hint: "compare both groups with components/deployment.ts, or npm run class -- solve",
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
    },
    {
      name: ROLLS_BACK,
      hint: "edit the deployment group: enable roll-backs and alarms under advanced settings, or npm run class -- solve",
      async run(subject) {
        const groups = await deploymentGroups(subject);
        const watched = new Set<string>();
        for (const { deploymentGroupName: name, ...group } of groups.values()) {
          const { autoRollbackConfiguration: back, alarmConfiguration: alarms } = group;
          const missing = EVENTS.filter((event) => !back?.enabled || !back.events?.includes(event));
          expect(missing.length === 0, `${name} does not roll back on ${missing.join(", ")}`);
          expect(alarms?.enabled, `${name} does not look at its alarms`);
          for (const alarm of alarms.alarms ?? []) watched.add(alarm.name ?? "");
        }
        const cloudWatch = await subject.aws.client(cloudWatchClient);
        const { MetricAlarms = [] } = await cloudWatch.describeAlarms({ AlarmNames: [...watched] });
        expect(
          watched.size > 0 && MetricAlarms.length === watched.size,
          `of ${watched.size} alarms ${MetricAlarms.length} are there`,
        );
        return `on failure, and on ${watched.size} alarms`;
      },
    },
    {
      name: "the last deployment has brought the lab's bundle",
      hint: "the deployment's events say which hook of appspec.yml failed on which server; the lab's output deployInPlace deploys anew",
      async run(subject) {
        return deploymentStory(await lastDeployment(subject), bundleOf(subject));
      },
    },
    {
      name: "visitors get the version that was deployed",
      hint: "a page of another version comes from a server that the deployment has left out: look at the deployment's events",
      async run(subject) {
        needsTraffic(subject);
        const { lab } = subject;
        const deployed = (await lastDeployment(subject))?.status === "Succeeded";
        const wanted = deployed ? lab.text("version") : "nothing deployed";
        const pages = await pagesOf(lab.text("url"), VISITS);
        expect(
          pages.size === 1 && pages.has(wanted),
          `seen ${countsOf(pages)}, not ${wanted} alone`,
        );
        return countsOf(pages);
      },
    },
  ],
  fault: {
    does: "roll-back is switched off for deployments in place",
    foundBy: ROLLS_BACK,
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

const VISITS = 10;

/** Where the record says that the lab's bundle is. */
function bundleOf({ lab }: Subject) {
  const bundle = lab.one("aws:s3/bucketObjectv2:BucketObjectv2");
  return {
    Bucket: recorded(bundle, "bucket"),
    Key: recorded(bundle, "key"),
    VersionId: recorded(bundle, "versionId"),
  };
}

/** ARN of the role of the servers: the one with the policy for the bundle. */
async function serversRole({ lab, aws }: Subject): Promise<string> {
  const policy = lab.one("aws:iam/rolePolicy:RolePolicy", `${lab.id}-read-bundle`);
  const iam = await aws.client(iamClient);
  const { Role } = await iam.getRole({ RoleName: recorded(policy, "role") });
  expect(Role?.Arn, "the servers have no role");
  return Role.Arn;
}
