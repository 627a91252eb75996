import type { Text } from "../../labs/contract/text.ts";
import type { Language } from "../console/language.ts";
import type { LastChecks } from "../checking/last-checks.ts";
import { stackCosts } from "../class-status/stack-costs.ts";
import { drawingOf } from "../drawing/drawing.ts";
import { graphOf } from "../drawing/graph.ts";
import { type Part, partsIn } from "../drawing/parts.ts";
import type { Html } from "../html/markup.ts";
import type { PriceTable } from "../pricing/price-table.ts";
import { pricedResources } from "../pulumi/deployed-class.ts";
import { outputsIn } from "../pulumi/secrets/masked-outputs.ts";
import { identityIn } from "../record/class-identity.ts";
import { type Spending, spent } from "../spending/spent.ts";
import type { AddressesHere } from "../stack/addresses-here.ts";
import type { OpenStack } from "../stack/open-stack.ts";
import { inLanguage, type ShownOutput, shownOutputs } from "../stack/outputs.ts";
import { checkedOf, type LabChecks } from "./lab-checks.ts";
import { textsIn } from "./texts.ts";

/** A lab for a page. */
export interface LabView {
  readonly id: string;
  readonly title: Text;
  readonly teaches: string;
  readonly outputs: readonly ShownOutput[];
  /** Undefined when it was not checked since it was created. */
  readonly checks: LabChecks | undefined;
  readonly drawing: Html | undefined;
}

/** USD at list prices. */
export type Cost = Pick<Spending, "spent" | "perHour">;

/** A stack for a page. */
export interface StackView {
  readonly stack: string;
  /** The name of the class. */
  readonly className: string;
  readonly region: string;
  readonly isEmulated: boolean;
  /** Undefined when the stack does not say it. */
  readonly expires: string | undefined;
  readonly cost: Cost | undefined;
  readonly labs: readonly LabView[];
  /** How many checks have passed and failed; undefined when none has run. */
  readonly checks: { readonly passed: number; readonly failed: number } | undefined;
  /** Drawing of what the labs share. */
  readonly shared: Html | undefined;
}

/** For whom a stack is shown, and with what data. */
export interface Look {
  readonly language: Language;
  readonly now: Date;
  readonly prices: PriceTable;
  readonly checks: LastChecks;
  /** Which addresses of the emulated AWS are served on this machine. */
  readonly here?: AddressesHere | undefined;
  /** The student whose stack it is. @default none: the class's own */
  readonly student?: string | undefined;
  /** Resources of the class's own stack, whose network has the students' servers. @default none */
  readonly around?: ReadonlyMap<string, Part>;
}

/** The group of resources that belong to no lab; it has a drawing of its own. */
const NETWORK = "network";

/** Reads an exported stack; it does not call AWS. */
export async function stackView(
  {
    config,
    state,
    stack,
  }: Pick<OpenStack, "config" | "state"> & { readonly stack: { readonly name: string } },
  look: Look,
): Promise<StackView> {
  const { language, here, around = new Map<string, Part>() } = look;
  const outputs = outputsIn(state);
  const identity = identityIn(outputs);
  const isEmulated = config.environment === "local";
  const own = partsIn(state);
  const parts = new Map([...around, ...own]);
  const texts = textsIn(language);
  const labs: LabView[] = [];
  for (const { lab } of config.labs) {
    const { id, title, teaches, outputs: declared } = lab;
    labs.push({
      ...{ id, title, teaches: inLanguage(teaches, language) },
      outputs: shownOutputs(declared, outputs[id] ?? {}, { language, isEmulated, here }),
      checks: await checkedOf(id, state, look),
      drawing: await drawingOf(graphOf(id, parts, language), texts.architecture),
    });
  }
  return {
    ...{ stack: stack.name, className: config.name, region: config.region, isEmulated, labs },
    checks: countsOf(labs),
    expires: identity?.expires,
    cost: await costOf(stack.name, state, look),
    shared: await drawingOf(graphOf(NETWORK, own, language), texts.network),
  };
}

/** The sum over all labs. */
function countsOf(labs: readonly LabView[]): StackView["checks"] {
  const results = labs.flatMap(({ checks }) => checks?.results ?? []);
  if (results.length === 0) return undefined;
  const count = (wanted: string) => results.filter(({ outcome }) => outcome === wanted).length;
  return { passed: count("pass"), failed: count("fail") };
}

async function costOf(
  stack: string,
  state: unknown,
  { now, prices, student }: Look,
): Promise<Cost | undefined> {
  const identity = identityIn(outputsIn(state));
  if (identity === undefined || pricedResources(state).length === 0) return undefined;
  const { region, expires } = identity;
  const costings = await stackCosts({ stack: { name: stack }, student, state, region }, prices);
  return spent(costings, { now, expires: new Date(expires) });
}
