import { command } from "../console/command.ts";
import { stack } from "../console/shared-options.ts";

export const loadTest = command({
  name: "load-test",
  description: "send the users of lab load-test to the site",
  options: { stack },
  run: async ({ stack: name }) => (await import("./load-test-stack.ts")).loadTestStack(name),
});
