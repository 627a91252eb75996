import assert from "node:assert/strict";
import type { DeploymentInfo } from "@aws-sdk/client-codedeploy";
import { deploymentResult } from "../../../labs/codedeploy/deployments.ts";
import { CannotTell, Failure } from "../../../labs/contract/outcome.ts";

const BUNDLE = { Key: "app.zip", VersionId: "2" };

const deployment = (changes: Partial<DeploymentInfo> = {}): DeploymentInfo => ({
  deploymentId: "d-1",
  deploymentGroupName: "in-place",
  status: "Succeeded",
  revision: { s3Location: { key: "app.zip", version: "2" } },
  ...changes,
});

const fails = (changes: Partial<DeploymentInfo>, seen: string): void => {
  assert.throws(() => deploymentResult(deployment(changes), BUNDLE), new Failure(seen));
};

describe("the result of a deployment", () => {
  it("is a success when it has deployed the bundle", () => {
    assert.equal(deploymentResult(deployment(), BUNDLE), "d-1 to in-place has succeeded");
  });

  it("is inconclusive when there was none", () => {
    assert.throws(() => deploymentResult(undefined, BUNDLE), CannotTell);
  });

  it("fails while it is in progress, and when it has failed, with AWS's message", () => {
    fails({ status: "InProgress" }, "d-1 to in-place is InProgress");
    const errorInformation = { message: "the hook validate failed" };
    fails(
      { status: "Failed", errorInformation },
      "d-1 to in-place is Failed the hook validate failed",
    );
  });

  it("fails when it only rolled another one back", () => {
    const rollbackInfo = { rollbackTriggeringDeploymentId: "d-0" };
    fails(
      { rollbackInfo },
      "d-0 was rolled back: d-1 to in-place has restored the last good version",
    );
  });

  it("fails when it has deployed an earlier bundle", () => {
    const revision = { s3Location: { key: "app.zip", version: "1" } };
    fails({ revision }, "d-1 to in-place has deployed a bundle other than the lab's");
  });
});
