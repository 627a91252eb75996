import assert from "node:assert/strict";
import { Failure } from "../../../labs/contract/outcome.ts";
import { inService } from "../../../labs/kit/web/web-groups.ts";
import { expectTargets } from "../../../labs/kit/web/web-tier.ts";

describe("the targets of a load balancer", () => {
  const targets = [
    { id: "i-1", state: "healthy" },
    { id: "i-2", state: "unhealthy" },
  ];

  it("have every server among them, healthy or not", () => {
    assert.doesNotThrow(() => {
      expectTargets(targets, ["i-1", "i-2"]);
    });
  });

  it("fail when a server is not among them, and name it", () => {
    assert.throws(() => {
      expectTargets(targets, ["i-1", "i-3", "i-4"]);
    }, new Failure("not in the target group: i-3, i-4"));
  });
});

describe("the servers of a group", () => {
  it("do their work when they are in service and healthy", () => {
    const server = { AvailabilityZone: "a", ProtectedFromScaleIn: false };
    const Instances = [
      { ...server, InstanceId: "i-1", LifecycleState: "InService", HealthStatus: "Healthy" },
      { ...server, InstanceId: "i-2", LifecycleState: "Pending", HealthStatus: "Healthy" },
      { ...server, InstanceId: "i-3", LifecycleState: "InService", HealthStatus: "Unhealthy" },
    ] as const;
    const working = inService({ Instances: [...Instances] });
    assert.deepEqual(
      working.map(({ InstanceId }) => InstanceId),
      ["i-1"],
    );
    assert.deepEqual(inService({}), []);
  });
});
