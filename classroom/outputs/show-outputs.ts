import type { Lab } from "../../labs/contract/lab.ts";
import type { Language } from "../console/language.ts";
import { outputsIn, type StackOutputs } from "../pulumi/secrets/masked-outputs.ts";
import { addressesHere } from "../stack/addresses-here.ts";
import { type OpenStack, openStack } from "../stack/open-stack.ts";
import { describeOutputs } from "../stack/outputs.ts";
import { chosenLabs } from "../stack/subjects.ts";

export interface OutputsOptions {
  /** @default every lab that is on */
  readonly labs: readonly string[] | undefined;
  /** @default the locale's */
  readonly lang: Language | undefined;
  readonly showSecrets: boolean;
  /** Whether the result is JSON, for programs. */
  readonly json: boolean;
}

/**
 * `npm run class -- outputs`: shows the final output of `npm start` again at any time.
 *
 * @returns the exit code
 * @throws NoStackError, NoLabError, PulumiError
 */
export async function showOutputs(stack: string, options: OutputsOptions): Promise<number> {
  const open = await openStack(stack, console.error);
  console.log(
    options.json
      ? JSON.stringify(await bareOutputs(open, options), undefined, 2)
      : await describedOutputs(open, options),
  );
  return 0;
}

type Shown = Pick<OutputsOptions, "labs" | "showSecrets">;

/** By lab id, in the order in which each lab declares them. @throws NoLabError */
export async function bareOutputs(open: OpenStack, shown: Shown): Promise<StackOutputs> {
  const labs = chosenLabs(open.config, shown.labs);
  const outputs = await outputsOf(open, shown);
  return Object.fromEntries(labs.map(({ lab }) => [lab.id, inOrder(lab, outputs[lab.id] ?? {})]));
}

/** As text for an instructor. @throws NoLabError */
export async function describedOutputs(
  open: OpenStack,
  { lang, ...shown }: Shown & Pick<OutputsOptions, "lang">,
): Promise<string> {
  const labs = chosenLabs(open.config, shown.labs);
  const outputs = await outputsOf(open, shown);
  const here = await addressesHere(open.aws.web, outputs);
  const { endpoint } = open.aws;
  return describeOutputs({ ...open.config, labs }, outputs, lang, { here, endpoint });
}

const outputsOf = async (
  { stack, state }: OpenStack,
  { showSecrets }: Shown,
): Promise<StackOutputs> => (showSecrets ? stack.outputs({ showSecrets }) : outputsIn(state));

/** A lab's outputs in the order in which it declares them. */
const inOrder = ({ outputs: declared }: Lab, outputs: Record<string, unknown>) =>
  Object.fromEntries(
    Object.keys(declared).flatMap((name) => (name in outputs ? [[name, outputs[name]]] : [])),
  );
