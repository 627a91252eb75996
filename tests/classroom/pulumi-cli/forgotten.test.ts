import assert from "node:assert/strict";
import { checkForgotten } from "../../../classroom/pulumi-cli/forgotten.ts";

const answers = (args: string, taken: NodeJS.ProcessEnv, right: string): void => {
  assert.throws(
    () => {
      checkForgotten(args.split(" "), { npm_lifecycle_event: "pulumi", ...taken });
    },
    { message: `Did you forget \`--\`? npm run pulumi -- ${right}` },
  );
};

describe("a forgotten `--` in npm run pulumi", () => {
  it("is answered with the right call", () => {
    answers("destroy", { npm_config_stack: "dev" }, "destroy --stack dev");
    answers("preview dev", { npm_config_stack: "true" }, "preview --stack dev");
    answers("stack output url", { npm_config_json: "true" }, "stack output url --json");
  });

  it("is not seen where nothing was taken", () => {
    checkForgotten(["up", "--stack", "dev"], {
      npm_lifecycle_event: "pulumi",
      npm_config_stack: "dev",
    });
    checkForgotten(["up"], { npm_config_stack: "dev" });
  });
});
