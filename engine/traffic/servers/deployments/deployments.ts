import type {
  DeploymentConfigInfo,
  DeploymentGroupInfo,
  DeploymentInfo,
} from "@aws-sdk/client-codedeploy";
import type { Instance } from "@aws-sdk/client-ec2";
import { codeDeployClient } from "../../../../aws/codedeploy/client.ts";
import { errorMessage } from "../../../../lib/errors.ts";
import { BundleError, filesOf } from "../../bundles/bundle.ts";
import { ShortCache } from "../../cache.ts";
import type { AccountView } from "../account.ts";
import type { FirstBoot } from "../../boot/user-data.ts";
import { type Archive, deploymentScripts } from "./app-spec.ts";
import { TrafficControl } from "./traffic-control.ts";

/** A deployment, and what names its servers. */
export interface Deployed {
  readonly info: DeploymentInfo;
  /** Its target servers, by the names of their Auto Scaling groups or by their tags. */
  readonly groups: readonly string[];
  readonly tags: readonly { readonly key: string; readonly value: string }[];
}

/** The tag that Auto Scaling adds to its servers. */
const GROUP_TAG = "aws:autoscaling:groupName";

/** CodeDeploy deployments, as seen by the agent on a server. */
export class Deployments {
  readonly #aws: AccountView["aws"];
  readonly #known = new ShortCache<readonly Deployed[]>();

  constructor({ aws }: Pick<AccountView, "aws">) {
    this.#aws = aws;
  }

  /** The last successful deployment to a server, or to its Auto Scaling group; undefined when there was none. */
  async last(region: string, instance: Instance): Promise<DeploymentInfo | undefined> {
    const all = await this.#known.get(region, () => this.#read(region));
    return all.find((deployed) => isTarget(deployed, instance))?.info;
  }

  /** A deployment as it is now; undefined when there is none. */
  async find(region: string, deploymentId: string): Promise<Deployed | undefined> {
    const codeDeploy = await this.#aws.client(codeDeployClient, region);
    const deploymentIds = [deploymentId];
    const { deploymentsInfo: [info] = [] } = await codeDeploy.batchGetDeployments({
      deploymentIds,
    });
    return info && this.#targetsOf(region, info);
  }

  /** What takes its servers out of their load balancer. */
  async traffic(region: string, info: DeploymentInfo): Promise<TrafficControl> {
    return TrafficControl.of(this.#aws, region, await this.#groupOf(region, info));
  }

  /** What its deployment configuration says. */
  async config(
    region: string,
    { deploymentConfigName }: DeploymentInfo,
  ): Promise<DeploymentConfigInfo> {
    const codeDeploy = await this.#aws.client(codeDeployClient, region);
    const { deploymentConfigInfo = {} } = await codeDeploy.getDeploymentConfig({
      deploymentConfigName,
    });
    return deploymentConfigInfo;
  }

  /**
   * What the agent does for a deployment.
   *
   * @param before the last deployment that has succeeded on the server; empty when there was none
   * @throws BundleError when its bundle is no zip file in S3, is too large, or has no valid AppSpec file
   */
  async scripts(region: string, info: DeploymentInfo, before: string): Promise<FirstBoot> {
    const { applicationName = "" } = info;
    const revision = { ...(await this.#revision(region, info)), applicationName };
    const previous = before === "" ? undefined : await this.#previous(region, before);
    try {
      return deploymentScripts(revision, previous);
    } catch (error) {
      throw new BundleError(errorMessage(error), { cause: error });
    }
  }

  async #revision(
    region: string,
    { deploymentId = "", deploymentGroupName: groupName = "", revision }: DeploymentInfo,
  ): Promise<Archive> {
    const { bucket, key, version, bundleType } = revision?.s3Location ?? {};
    if (bucket === undefined || bundleType !== "zip")
      throw new BundleError("only zip files in S3 are deployed on this machine");
    const object = { Bucket: bucket, Key: key, VersionId: version };
    return { deploymentId, groupName, files: await filesOf(this.#aws, region, object) };
  }

  /** Of an earlier deployment; undefined when it is gone, or its bundle, of which a server on AWS has a copy. */
  async #previous(region: string, deploymentId: string): Promise<Archive | undefined> {
    const found = await this.find(region, deploymentId);
    if (found === undefined) return undefined;
    return this.#revision(region, found.info).catch((error: unknown) => {
      if (error instanceof BundleError) return undefined;
      throw error;
    });
  }

  /** The successful ones, the newest first. */
  async #read(region: string): Promise<Deployed[]> {
    const codeDeploy = await this.#aws.client(codeDeployClient, region);
    const { deployments = [] } = await codeDeploy.listDeployments({
      includeOnlyStatuses: ["Succeeded"],
    });
    if (deployments.length === 0) return [];
    const { deploymentsInfo = [] } = await codeDeploy.batchGetDeployments({
      deploymentIds: deployments.slice(-MOST),
    });
    const newest = deploymentsInfo.sort((a, b) => timeOf(b) - timeOf(a));
    return Promise.all(newest.map((info) => this.#targetsOf(region, info)));
  }

  async #targetsOf(region: string, info: DeploymentInfo): Promise<Deployed> {
    const { targetInstances } = info;
    if (targetInstances?.autoScalingGroups?.length)
      return { info, groups: targetInstances.autoScalingGroups, tags: [] };
    const { autoScalingGroups = [], ec2TagFilters = [] } = await this.#groupOf(region, info);
    return {
      info,
      groups: autoScalingGroups.flatMap(({ name }) => name ?? []),
      tags: ec2TagFilters.map(({ Key: key = "", Value: value = "" }) => ({ key, value })),
    };
  }

  async #groupOf(
    region: string,
    { applicationName, deploymentGroupName }: DeploymentInfo,
  ): Promise<DeploymentGroupInfo> {
    const codeDeploy = await this.#aws.client(codeDeployClient, region);
    const { deploymentGroupInfo = {} } = await codeDeploy.getDeploymentGroup({
      ...{ applicationName, deploymentGroupName },
    });
    return deploymentGroupInfo;
  }
}

/** Whether a deployment is to this server. */
export function isTarget({ groups, tags }: Deployed, { Tags = [] }: Instance): boolean {
  const has = (key: string, value: string) =>
    Tags.some((tag) => tag.Key === key && tag.Value === value);
  return (
    groups.some((group) => has(GROUP_TAG, group)) || tags.some(({ key, value }) => has(key, value))
  );
}

/** The maximum for one call. */
const MOST = 25;

const timeOf = ({ completeTime, createTime }: DeploymentInfo): number =>
  (completeTime ?? createTime)?.getTime() ?? 0;
