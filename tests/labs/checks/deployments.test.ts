import assert from "node:assert/strict";
import type { DeploymentInfo } from "@aws-sdk/client-codedeploy";
import { CannotTell, Failure } from "../../../labs/contract/outcome.ts";
import { deploymentStory } from "../../../labs/codedeploy/deployments.ts";

const BUNDLE = { Key: "app.zip", VersionId: "2" };

const deployment = (changes: Partial<DeploymentInfo> = {}): DeploymentInfo => ({
  deploymentId: "d-1",
  deploymentGroupName: "in-place",
  status: "Succeeded",
  revision: { s3Location: { key: "app.zip", version: "2" } },
  ...changes,
});

const fails = (changes: Partial<DeploymentInfo>, seen: string): void => {
  assert.throws(() => deploymentStory(deployment(changes), BUNDLE), new Failure(seen));
};

describe("the story of a deployment", () => {
  it("is well when it has brought the bundle", () => {
    assert.equal(deploymentStory(deployment(), BUNDLE), "d-1 to in-place has succeeded");
  });

  it("cannot be told when there was none", () => {
    assert.throws(() => deploymentStory(undefined, BUNDLE), CannotTell);
  });

  it("fails while it is under way, and when it has failed, in AWS's words", () => {
    fails({ status: "InProgress" }, "d-1 to in-place is InProgress");
    const errorInformation = { message: "the hook validate failed" };
    fails(
      { status: "Failed", errorInformation },
      "d-1 to in-place is Failed the hook validate failed",
    );
  });

  it("fails when it only took another one back", () => {
    const rollbackInfo = { rollbackTriggeringDeploymentId: "d-0" };
    fails(
      { rollbackInfo },
      "d-0 was rolled back: d-1 to in-place has brought the last good version",
    );
  });

  it("fails when it has brought a former bundle", () => {
    const revision = { s3Location: { key: "app.zip", version: "1" } };
    fails({ revision }, "d-1 to in-place has brought another bundle than the lab's");
  });
});
