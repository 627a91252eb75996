import type { Lab } from "../../labs/contract/lab.ts";
import type { Language } from "../console/language.ts";
import { openStack } from "../stack/open-stack.ts";
import { describeOutputs } from "../stack/outputs.ts";
import { chosenLabs } from "../stack/subjects.ts";

export interface OutputsOptions {
  readonly stack: string;
  /** @default every lab that is on */
  readonly labs: readonly string[] | undefined;
  /** @default the locale's */
  readonly lang: Language | undefined;
  readonly showSecrets: boolean;
  /** Whether the result is JSON, for programs. */
  readonly json: boolean;
}

/**
 * `npm run class -- outputs`: what `npm start` has shown at its end, at any time.
 *
 * @returns the exit code
 * @throws NoStackError, NoLabError, PulumiError
 */
export async function showOutputs(options: OutputsOptions): Promise<number> {
  const { json, lang, showSecrets } = options;
  const { config, stack } = await openStack(options.stack, console.error);
  const labs = chosenLabs(config, options.labs);
  const outputs = await stack.outputs({ showSecrets });
  const bare = labs.map(({ lab }) => [lab.id, inOrder(lab, outputs[lab.id] ?? {})] as const);
  console.log(
    json
      ? JSON.stringify(Object.fromEntries(bare), undefined, 2)
      : describeOutputs({ ...config, labs }, outputs, lang),
  );
  return 0;
}

/** A lab's outputs in the order in which it declares them. */
const inOrder = ({ outputs: declared }: Lab, outputs: Record<string, unknown>) =>
  Object.fromEntries(
    Object.keys(declared).flatMap((name) => (name in outputs ? [[name, outputs[name]]] : [])),
  );
