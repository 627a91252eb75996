import type { DeploymentGroupInfo, DeploymentInfo } from "@aws-sdk/client-codedeploy";
import { codeDeployClient } from "../../aws/codedeploy/client.ts";
import type { Subject } from "../contract/check.ts";
import { CannotTell, expect } from "../contract/outcome.ts";
import type { BundleVersion } from "./bundle.ts";

/** A lab's deployment groups: `inPlace`, `blueGreen`. */
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

/** The newest deployment in any of the groups; undefined when there was none. */
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
 * The result of a deployment.
 *
 * @throws Failure when it did not succeed or deployed another bundle, CannotTell when there was no deployment
 */
export function deploymentResult(
  deployment: DeploymentInfo | undefined,
  bundle: Pick<BundleVersion, "Key" | "VersionId">,
): string {
  if (!deployment)
    throw new CannotTell(
      "nothing is deployed yet: run the command in the lab's output deployInPlace",
      "exercise",
    );
  const { deploymentId = "", status = "unknown", deploymentGroupName = "" } = deployment;
  const name = `${deploymentId} to ${deploymentGroupName}`;
  const why = deployment.errorInformation?.message ?? "";
  expect(status === "Succeeded", `${name} is ${status} ${why}`.trimEnd());
  const rolledBack = deployment.rollbackInfo?.rollbackTriggeringDeploymentId ?? "";
  expect(
    rolledBack === "",
    `${rolledBack} was rolled back: ${name} has restored the last good version`,
  );
  const { key, version } = deployment.revision?.s3Location ?? {};
  const same = key === bundle.Key && version === bundle.VersionId;
  expect(same, `${name} has deployed a bundle other than the lab's`);
  return `${name} has succeeded`;
}
