import assert from "node:assert/strict";
import { makerIn } from "../../../aws/cloudtrail/maker.ts";

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

  it("is not known where AWS has more events than it gives at once", () => {
    assert.equal(makerIn({ Events: [event("CreateImage", "sora")], NextToken: "x" }), undefined);
  });
});
