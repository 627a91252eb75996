import type { DeploymentGroupInfo, DeploymentInfo } from "@aws-sdk/client-codedeploy";
import { codeDeployClient } from "../../aws/codedeploy/client.ts";
import { CannotTell, expect } from "../contract/outcome.ts";
import type { Subject } from "../contract/check.ts";

/** A lab's CodeDeploy groups, by what they are for: `inPlace`, `blueGreen`. */
export async function deploymentGroups({
  lab,
  aws,
}: Subject): Promise<Map<string, DeploymentGroupInfo>> {
  const codeDeploy = await aws.client(codeDeployClient);
  const applicationName = lab.text("applicationName");
  const names = Object.entries(lab.texts("deploymentGroupNames"));
  const found = names.map(async ([key, deploymentGroupName]) => {
    const { deploymentGroupInfo: group } = await codeDeploy.getDeploymentGroup({
      applicationName,
      deploymentGroupName,
    });
    expect(group, `there is no deployment group ${deploymentGroupName}`);
    return [key, group] as const;
  });
  return new Map(await Promise.all(found));
}

/** The deployment that was begun last, to whichever group; undefined when there was none. */
export async function lastDeployment(subject: Subject): Promise<DeploymentInfo | undefined> {
  const groups = await deploymentGroups(subject);
  const [last] = [...groups.values()]
    .flatMap(({ lastAttemptedDeployment: its }) => (its?.deploymentId === undefined ? [] : [its]))
    .sort((a, b) => timeOf(b) - timeOf(a));
  if (!last) return undefined;
  const codeDeploy = await subject.aws.client(codeDeployClient);
  return (await codeDeploy.getDeployment({ deploymentId: last.deploymentId })).deploymentInfo;
}

const timeOf = ({ createTime }: { readonly createTime?: Date }): number =>
  createTime?.getTime() ?? 0;

/**
 * What has become of a deployment.
 *
 * @throws Failure when it did not succeed or brought something else, CannotTell when there was none
 */
export function deploymentStory(
  deployment: DeploymentInfo | undefined,
  bundle: BundleVersion,
): string {
  if (!deployment)
    throw new CannotTell("nothing is deployed yet: run the lab's output deployInPlace");
  const { deploymentId = "", status = "unknown", deploymentGroupName = "" } = deployment;
  const name = `${deploymentId} to ${deploymentGroupName}`;
  const why = deployment.errorInformation?.message ?? "";
  expect(status === "Succeeded", `${name} is ${status} ${why}`.trimEnd());
  const undone = deployment.rollbackInfo?.rollbackTriggeringDeploymentId ?? "";
  expect(undone === "", `${undone} was rolled back: ${name} has brought the last good version`);
  const { key, version } = deployment.revision?.s3Location ?? {};
  const same = key === bundle.Key && version === bundle.VersionId;
  expect(same, `${name} has brought another bundle than the lab's`);
  return `${name} has succeeded`;
}

/** A zip file in a versioned bucket, as S3 calls it. */
export interface BundleVersion {
  readonly Key: string;
  readonly VersionId: string;
}
