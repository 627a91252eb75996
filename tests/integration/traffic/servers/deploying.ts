import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { CodeDeploy } from "@aws-sdk/client-codedeploy";
import { codeDeployClient } from "../../../../aws/codedeploy/client.ts";
import { s3Client } from "../../../../aws/s3/client.ts";
import { linuxUserData } from "../../../../components/server/user-data.ts";
import { zip } from "../../../../engine/provider/values/zip.ts";
import { PROJECT } from "../../../../lib/project.ts";
import { launches } from "./launches.ts";
import { REGION } from "../local-web.ts";

const app = (file: string) => readFileSync(path.join(PROJECT, "labs/codedeploy/app", file));

const ENDED = ["Succeeded", "Failed", "Stopped"];

const LOOK_MS = 200;

type Files = Readonly<Record<string, string>>;

/** Deploys lab codedeploy's bundle to servers, by AWS's API. Call it inside `describe`. */
export function deployments() {
  const { aws, unique, visit, launch } = launches();
  let codeDeploy: CodeDeploy;
  let bucket: string;

  before(async () => {
    codeDeploy = await aws().client(codeDeployClient);
    bucket = unique("bundles");
    const s3 = await aws().client(s3Client);
    const CreateBucketConfiguration = { LocationConstraint: REGION } as const;
    await s3.createBucket({ Bucket: bucket, CreateBucketConfiguration });
  });

  /** Servers, and a deployment group that finds them by their tag. */
  async function fleetOf(count: number, agent = true) {
    const fleet = unique("fleet");
    const userData = await new Promise<string>((resolve) => {
      linuxUserData([
        { name: "web-server", env: { PAGE: "nothing deployed" } },
        ...(agent ? [{ name: "codedeploy-agent", env: { REGION } } as const] : []),
      ]).apply(resolve);
    });
    const servers = [];
    for (let at = 0; at < count; at++) servers.push(await launch(userData, { tags: { fleet } }));
    await codeDeploy.createApplication({ applicationName: fleet });
    const group = { applicationName: fleet, deploymentGroupName: "web" };
    await codeDeploy.createDeploymentGroup({
      ...group,
      serviceRoleArn: "arn:aws:iam::123456789012:role/deploy",
      deploymentConfigName: "CodeDeployDefault.OneAtATime",
      ec2TagFilters: [{ Type: "KEY_AND_VALUE", Key: "fleet", Value: fleet }],
    });
    return { group, servers };
  }

  /** Puts the lab's bundle with a page of this version, and other files in place of its own; empty ones are left out. */
  async function create(group: { applicationName: string }, version: string, other: Files = {}) {
    const names = ["install", "start", "stop", "validate"].map((name) => `hooks/${name}.sh`);
    const files = new Map<string, Buffer>();
    for (const name of ["appspec.yml", ...names]) files.set(name, app(name));
    files.set("site/index.html", Buffer.from(`${version}\n`));
    for (const [name, content] of Object.entries(other))
      if (content === "") files.delete(name);
      else files.set(name, Buffer.from(content));
    const key = `${group.applicationName}-${version}`;
    await (await aws().client(s3Client)).putObject({ Bucket: bucket, Key: key, Body: zip(files) });
    const s3Location = { bucket, key, bundleType: "zip" } as const;
    const { deploymentId = "" } = await codeDeploy.createDeployment({
      ...{ ...group, revision: { revisionType: "S3", s3Location } },
    });
    return deploymentId;
  }

  async function end(deploymentId: string) {
    for (;;) {
      const { deploymentInfo } = await codeDeploy.getDeployment({ deploymentId });
      if (ENDED.includes(deploymentInfo?.status ?? "")) return deploymentInfo ?? {};
      await sleep(LOOK_MS);
    }
  }

  /** What its servers say: the status of each, and its failed event. */
  async function targetsOf(deploymentId: string) {
    const { targetIds = [] } = await codeDeploy.listDeploymentTargets({ deploymentId });
    const { deploymentTargets = [] } = await codeDeploy.batchGetDeploymentTargets({
      ...{ deploymentId, targetIds },
    });
    return deploymentTargets.map(({ instanceTarget: target }) => {
      const failed = target?.lifecycleEvents?.find(({ status }) => status === "Failed");
      return {
        id: target?.targetId,
        status: target?.status,
        event: failed?.lifecycleEventName,
        ...failed?.diagnostics,
      };
    });
  }

  return {
    ...{ aws, unique, visit, fleetOf, create, end, targetsOf },
    codeDeploy: () => codeDeploy,
    bucket: () => bucket,
  };
}
