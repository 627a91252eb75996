/** `npm run pulumi -- ARGUMENTS`: the Pulumi of this machine, for those who have none, on the local stack too. */
import { ExplainedError } from "../../lib/errors.ts";
import { runPulumi } from "./run-pulumi.ts";

try {
  process.exitCode = await runPulumi(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof ExplainedError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
