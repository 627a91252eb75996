/** `npm run pulumi -- ARGUMENTS`: runs this machine's Pulumi, for users without their own, also on the local stack. */
import { shownError } from "../console/shown-error.ts";
import { checkForgotten } from "./forgotten.ts";
import { runPulumi } from "./run-pulumi.ts";

const args = process.argv.slice(2);
try {
  checkForgotten(args, process.env);
  process.exitCode = await runPulumi(args);
} catch (error) {
  console.error(await shownError(error));
  process.exitCode = 1;
}
