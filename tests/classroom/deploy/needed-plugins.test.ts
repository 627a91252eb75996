import assert from "node:assert/strict";
import { checkPlugins } from "../../../classroom/deploy/needed-plugins.ts";
import { catalogue } from "../../../labs/catalogue.ts";

const classOf = (...ids: string[]) => ({
  stack: "local",
  labs: catalogue.filter(({ id }) => ids.includes(id)).map((lab) => ({ lab, settings: {} })),
});

describe("the plugins that labs need", () => {
  it("are had by Pulumi's own engine", () => {
    checkPlugins(classOf("vpc-wizard"), { official: true });
  });

  it("are asked of no engine by a class without such labs", () => {
    checkPlugins(classOf("vpc-manual", "linux-server"), { official: false });
  });

  it("are named with their labs where the engine cannot have them", () => {
    assert.throws(() => {
      checkPlugins(classOf("vpc-manual", "vpc-wizard"), { official: false });
    }, /^ConfigError: 1 problem .*\n +class:labs\.vpc-wizard: it needs Pulumi's plugin awsx/);
  });
});
