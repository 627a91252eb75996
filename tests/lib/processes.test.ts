import assert from "node:assert/strict";
import { hasEnded, identify, isHere, isRunning, startDate } from "../../lib/processes.ts";

describe("the start of a process, as ps tells it", () => {
  const { TZ, LC_ALL } = process.env;

  const inTerminal = (zone: string, language: string): string | undefined => {
    Object.assign(process.env, { TZ: zone, LC_ALL: language });
    return startDate(process.pid);
  };

  afterEach(() => {
    for (const [name, value] of Object.entries({ TZ, LC_ALL }))
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
  });

  it("is the same in every terminal: a process that seems another one counts as dead", () => {
    const here = inTerminal("Asia/Seoul", "ko_KR.UTF-8");
    assert.match(here ?? "", /^\w{3} \w{3} +\d+ [\d:]{8} \d{4}$/);
    assert.equal(here, inTerminal("America/New_York", "de_DE.UTF-8"));
  });

  it("is none of a process that there is not", () => {
    assert.equal(startDate(2 ** 22 + 1), undefined);
  });
});

describe("whether a process that left a note has ended", () => {
  const own = identify(process.pid);
  assert.ok(own?.place !== undefined);
  const [boot = "", namespace = ""] = own.place.split(" ");
  const now = Date.now();
  const longAgo = 0;
  const gone = { pid: 2 ** 22 + 1, started: "1" };

  it("is known of one that we can see: by its number and its start", () => {
    assert.ok(!hasEnded(own, now));
    assert.ok(hasEnded({ ...own, started: "1" }, now));
    assert.ok(hasEnded({ ...gone, place: own.place }, now));
    assert.ok(hasEnded({ ...gone, place: own.place }, Infinity));
  });

  it("is not known in another container of this machine, whatever numbers are here", () => {
    const there = { ...gone, place: `${boot} pid:[1]` };
    assert.ok(!hasEnded(there, now) && !hasEnded(there, longAgo));
    assert.ok(!isHere(there) && isHere(own));
  });

  it("is not that of a process of another machine with its number and start", () => {
    assert.ok(!isRunning({ ...own, place: `another ${namespace}` }));
  });

  it("is known of one that ran before this machine was started, by a note of that time", () => {
    const there = { ...own, place: `another ${namespace}` };
    assert.ok(hasEnded(there, longAgo));
    assert.ok(!hasEnded(there, now)); // a machine with our folder
    assert.ok(!hasEnded(there, Infinity));
  });

  it("is seen in the note of an older version, where only this machine leaves notes", () => {
    assert.ok(hasEnded(gone, now));
    assert.ok(!hasEnded(gone, Infinity));
    assert.ok(!hasEnded({ pid: own.pid, started: own.started }, now));
  });
});
