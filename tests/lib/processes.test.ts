import assert from "node:assert/strict";
import { startDate } from "../../lib/processes.ts";

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
