/** What `pulumi preview --json` prints, in the parts that matter to a test. */
export interface StepGiven {
  readonly op: string;
  readonly type: string;
  readonly name: string;
  /** @default lab linux-server */
  readonly parents?: string;
  readonly detailedDiff?: Readonly<Record<string, string>>;
  readonly diffReasons?: readonly string[];
  readonly replaceReasons?: readonly string[];
  readonly old?: Readonly<Record<string, unknown>>;
  readonly new?: Readonly<Record<string, unknown>>;
}

/** Operations after which there is nothing, and before which there was nothing. */
const ENDS = ["delete", "delete-replaced"];
const BEGINNINGS = ["create", "create-replacement", "import"];

/** A step as Pulumi writes it. */
export function step({ op, type, name, parents = "class:lab:linux-server", ...given }: StepGiven) {
  const urn = `urn:pulumi:dev::class::${parents}$${type}::${name}`;
  const { old: was = {}, new: is = {}, detailedDiff, ...reasons } = given;
  const state = { urn, type, custom: /^awsx?:/.test(type) };
  const kinds = Object.entries(detailedDiff ?? {});
  return {
    op,
    urn,
    ...reasons,
    detailedDiff: detailedDiff
      ? Object.fromEntries(kinds.map(([path, kind]) => [path, { kind, inputDiff: false }]))
      : null,
    ...(BEGINNINGS.includes(op) ? {} : { oldState: { ...state, id: `${name}-id`, ...was } }),
    ...(ENDS.includes(op) ? {} : { newState: { ...state, ...is } }),
  };
}

/** A whole digest. */
export const digestOf = (
  steps: readonly StepGiven[],
  rest: Readonly<Record<string, unknown>> = {},
): string => JSON.stringify({ steps: steps.map(step), ...rest });
