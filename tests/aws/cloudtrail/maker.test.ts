import assert from "node:assert/strict";
import { adderIn, makerIn } from "../../../aws/cloudtrail/maker.ts";

const AT = 1_764_140_000;
const event = (EventName: string, Username: string, EventTime = AT) => ({
  ...{ EventName, Username, EventTime },
});

describe("who has made a resource, by CloudTrail", () => {
  it("is the user of its oldest event that makes something", () => {
    const Events = [
      event("CreateImage", "sora", AT + 60),
      event("ModifyInstanceAttribute", "jun", AT + 30),
      event("RunInstances", "minji"),
    ];
    assert.deepEqual(makerIn({ Events }), { who: "minji", when: new Date(AT * 1000) });
  });

  it("is nobody who has only used or tagged it", () => {
    const Events = [event("CreateTags", "sora"), event("AttachVolume", "jun")];
    assert.equal(makerIn({ Events }), undefined);
    assert.equal(makerIn({}), undefined);
  });

  it("is who made the resource that has a name now, not an earlier one of that name", () => {
    const made = (EventName: string, Username: string, dbiResourceId: string, more = {}) => ({
      ...event(EventName, Username),
      CloudTrailEvent: JSON.stringify({ responseElements: { dbiResourceId }, ...more }),
    });
    const Events = [
      made("CreateDBSnapshot", "sora", "db-2"),
      made("RestoreDBInstanceFromDBSnapshot", "minji", "db-2"),
      made("RestoreDBInstanceFromDBSnapshot", "ara", "db-2", { errorCode: "InvalidSubnet" }),
      made("CreateDBInstance", "jun", "db-1"),
    ];
    assert.equal(makerIn({ Events }, "db-2")?.who, "minji");
    assert.equal(makerIn({ Events }, "db-3"), undefined);
  });

  it("is not known where AWS has more events than it gives at once", () => {
    assert.equal(makerIn({ Events: [event("CreateImage", "sora")], NextToken: "x" }), undefined);
  });
});

describe("who has added a part to a resource, by CloudTrail", () => {
  const attach = (Username: string, policyArn: string, more: object = {}) => ({
    ...event("AttachRolePolicy", Username),
    CloudTrailEvent: JSON.stringify({ requestParameters: { roleName: "r", policyArn }, ...more }),
  });

  it("is the user of the newest call that names it: it may have been removed meanwhile", () => {
    const Events = [
      { ...attach("sora", "arn:a"), EventName: "DetachRolePolicy" },
      attach("jun", "arn:b"),
      attach("minji", "arn:a"),
      attach("first", "arn:a"),
    ];
    assert.deepEqual(adderIn({ Events, NextToken: "x" }, "arn:a"), {
      who: "minji",
      when: new Date(AT * 1000),
    });
  });

  it("is found in the call's answer, too: AWS gives a key its id", () => {
    const CloudTrailEvent = JSON.stringify({
      requestParameters: { userName: "u" },
      responseElements: { accessKey: { accessKeyId: "AKIA1" } },
    });
    const Events = [{ ...event("CreateAccessKey", "jun"), CloudTrailEvent }];
    assert.equal(adderIn({ Events }, "AKIA1")?.who, "jun");
  });

  it("is nobody whose call AWS refused, or that was about another part", () => {
    const Events = [
      attach("sora", "arn:a", { errorCode: "AccessDenied" }),
      attach("jun", "arn:a-longer"),
      event("AttachRolePolicy", "minji"),
    ];
    assert.equal(adderIn({ Events }, "arn:a"), undefined);
    assert.equal(adderIn({}, "arn:a"), undefined);
  });
});
