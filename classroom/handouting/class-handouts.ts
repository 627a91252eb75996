import type { ClassConfig } from "../../infra/config.ts";
import { catalogue } from "../../labs/catalogue.ts";
import type { Language } from "../console/language.ts";
import { deployedResources } from "../pulumi/deployed-class.ts";
import { outputsIn } from "../pulumi/secrets/masked-outputs.ts";
import { addressesHere } from "../stack/addresses-here.ts";
import type { OpenStack } from "../stack/open-stack.ts";
import { proofOf } from "../stack/subjects.ts";
import { labFacts, type LabFacts } from "./lab-facts.ts";
import { handoutPage } from "./pages/handout-page.ts";
import type { HandoutPage } from "./pages/pieces.ts";
import type { Filling } from "./pages/placeholder-inlines.ts";
import type { HandoutSubject } from "./pages/subject.ts";
import { readHandout } from "./source/handout-files.ts";
import type { HandoutClass } from "./values.ts";

/** A handout with the values of its placeholders. */
export interface ReadyHandout {
  readonly language: Language;
  readonly page: HandoutPage;
  readonly filling: Filling;
}

/** Which handouts, and for whom. */
export interface Choice {
  /** The labs, which must be on. */
  readonly labs: ClassConfig["labs"];
  readonly languages: readonly Language[];
  /** The class, if the stack is a student's. @default the stack */
  readonly ofClass?: { readonly name: string; readonly student: string } | undefined;
}

/** The handouts of a deployed stack, with its values; labs without a handout are left out. */
export async function classHandouts(
  { config, state, aws }: Pick<OpenStack, "config" | "state" | "aws">,
  { labs, languages, ofClass }: Choice,
): Promise<ReadyHandout[]> {
  const outputs = outputsIn(state);
  const here = await addressesHere(aws.web, outputs);
  const resources = deployedResources(state);
  const isEmulated = config.environment === "local";
  const about: Omit<HandoutClass, "reading"> = {
    stack: ofClass?.name ?? config.stack,
    student: ofClass?.student,
    region: config.region,
    outputs,
  };
  const ready: ReadyHandout[] = [];
  // One after the other: Pulumi's mocks serve one program at a time.
  for (const active of labs) {
    const facts = await factsOf(config, active);
    const types = resources.flatMap(({ group, type }) => (group === active.lab.id ? [type] : []));
    for (const language of languages)
      ready.push(
        ...(await readyHandout(active, {
          about: { ...about, reading: { language, isEmulated, here } },
          ...{ facts, types, isSample: false },
        })),
      );
  }
  return ready;
}

/** The handouts of a lab with sample values, without a class. */
export async function sampleHandouts(
  config: ClassConfig,
  active: ClassConfig["labs"][number],
  languages: readonly Language[],
): Promise<ReadyHandout[]> {
  const facts = await factsOf(config, active);
  const { stack, region } = config;
  const about = { stack, region, outputs: facts.outputs };
  const all = await Promise.all(
    languages.map((language) =>
      readyHandout(active, {
        about: { ...about, reading: { language, isEmulated: false } },
        ...{ facts, types: facts.types, isSample: true },
      }),
    ),
  );
  return all.flat();
}

/** Facts about a lab, deployed with the labs that its handout needs. */
function factsOf(config: ClassConfig, active: ClassConfig["labs"][number]): Promise<LabFacts> {
  const needed = readHandout(active.lab.id, "en")?.with ?? [];
  return labFacts(
    config,
    active,
    catalogue.filter(({ id }) => needed.includes(id)),
  );
}

/** A lab's handout in one language; undefined when there is none. */
async function readyHandout(
  { lab, settings }: ClassConfig["labs"][number],
  given: Pick<HandoutSubject, "about" | "facts" | "types" | "isSample">,
): Promise<ReadyHandout[]> {
  const { language } = given.about.reading;
  const handout = readHandout(lab.id, language);
  if (handout === undefined) return [];
  const proof = await proofOf(lab.id);
  const page = handoutPage(handout, { lab, settings, proof, ...given });
  return [{ language, page, filling: { lab: lab.id, proof, about: given.about } }];
}
