import assert from "node:assert/strict";
import { tagsAtCreation } from "../../../aws/cloudtrail/creation.ts";

const event = (EventName: string, call: object) => ({
  EventName,
  CloudTrailEvent: JSON.stringify(call),
});

const OURS = { items: [{ key: "class", value: "spring" }] };

describe("the tags that a resource was created with, by CloudTrail", () => {
  it("are those of the call, and of its answer, which has a launch template's", () => {
    const launch = event("RunInstances", {
      requestParameters: { tagSpecificationSet: { items: [{ tags: [{ key: "a", value: "1" }] }] } },
      responseElements: { instancesSet: { items: [{ tagSet: OURS }] } },
    });
    assert.deepEqual(tagsAtCreation({ Events: [launch] }), { a: "1", class: "spring" });
    const group = event("CreateAutoScalingGroup", {
      requestParameters: { tags: [{ key: "class", value: "spring", propagateAtLaunch: true }] },
      responseElements: null,
    });
    assert.deepEqual(tagsAtCreation({ Events: [group] }), { class: "spring" });
  });

  it("are not those that somebody has added", () => {
    const Events = [
      event("CreateImage", { requestParameters: OURS }),
      event("CreateTags", { requestParameters: { tagSet: OURS } }),
      event("RunInstances", { requestParameters: {} }),
    ];
    assert.deepEqual(tagsAtCreation({ Events }), {});
  });

  it("are those of the resource that has a name now", () => {
    const made = (dbiResourceId: string, value: string) =>
      event("CreateDBInstance", {
        requestParameters: { tags: [{ key: "class", value }] },
        responseElements: { dbiResourceId },
      });
    const Events = [made("db-2", "spring"), made("db-1", "autumn")];
    assert.deepEqual(tagsAtCreation({ Events }, "db-2"), { class: "spring" });
    assert.equal(tagsAtCreation({ Events }, "db-3"), undefined);
  });

  it("are those of the newest group of a name, not of an earlier one, nor of a call that AWS has refused", () => {
    const made = (value: string, more: object = {}) =>
      event("CreateAutoScalingGroup", {
        requestParameters: { tags: [{ key: "class", value }] },
        ...more,
      });
    const refused = (errorCode: string) => made("none", { errorCode });
    const Events = [refused("AlreadyExists"), made("spring"), refused("AccessDenied")];
    assert.deepEqual(tagsAtCreation({ Events: [...Events, made("autumn")] }), { class: "spring" });
    assert.equal(tagsAtCreation({ Events: [refused("AccessDenied")] }), undefined);
  });

  it("are not known without the event, or where AWS has more events than it gives at once", () => {
    assert.equal(tagsAtCreation({}), undefined);
    assert.equal(tagsAtCreation({ Events: [{ EventName: "RunInstances" }] }), undefined);
    const Events = [event("RunInstances", { requestParameters: {} })];
    assert.equal(tagsAtCreation({ Events, NextToken: "x" }), undefined);
  });
});
