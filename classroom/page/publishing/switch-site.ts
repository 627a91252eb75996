import { up } from "../../bring-up/up-local.ts";
import { upRemote } from "../../bring-up/up-remote.ts";
import { checkTerminal } from "../../console/ask.ts";
import { callOn } from "../../console/call-on.ts";
import { EXIT_CODES } from "../../console/exit-code.ts";
import { typedOptions } from "../../console/option.ts";
import { LOCAL } from "../../console/shared-options.ts";

const report = (line: string): void => {
  console.error(line);
};

/**
 * Deploys the class's own stack with the site for its pages, or without it. On AWS, it shows the preview and asks first.
 *
 * @param publish whether it has the site from now on; written into the stack's settings
 * @returns the exit code: 1 when the user does not agree
 * @throws NobodyToAskError, and as `up` and `upRemote`
 */
export async function switchSite(
  name: string,
  { publish, yes }: { readonly publish: boolean; readonly yes: boolean },
): Promise<number> {
  const shown = { verbose: false, studentsFollow: true, report };
  if (name === LOCAL) return up({ publish }, shown);
  const options = typedOptions({ publish, unpublish: !publish, yes: true });
  if (!yes) checkTerminal(callOn("page", name, options));
  const code = await upRemote(name, { publish, yes }, shown);
  if (code === EXIT_CODES.done)
    report(
      `class:publish is ${publish} in Pulumi.${name}.yaml: commit it, or the next deployment from elsewhere undoes it`,
    );
  return code;
}
