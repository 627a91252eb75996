import type { PulumiStack } from "./pulumi-stack.ts";
import { outputsIn } from "./secrets/masked-outputs.ts";

/** A stack that answers from one export: export it again after a wait or a change. */
export type StackAsRead = Pick<
  PulumiStack,
  "name" | "outputs" | "export" | "config" | "capture"
> & {
  readonly exported: unknown;
};

/** Exports a stack once for several readers. Its outputs are masked. */
export async function readOnce(
  stack: Pick<PulumiStack, "name" | "export" | "config" | "capture">,
): Promise<StackAsRead> {
  const exported = await stack.export();
  return {
    name: stack.name,
    exported,
    export: () => Promise.resolve(exported),
    outputs: () => Promise.resolve(outputsIn(exported)),
    config: (file) => stack.config(file),
    capture: (...call) => stack.capture(...call),
  };
}
