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

/** A handout with what its placeholders stand for. */
export interface ReadyHandout {
  readonly language: Language;
  readonly page: HandoutPage;
  readonly filling: Filling;
}

/** Whose handouts, and which. */
export interface Choice {
  /** Of labs that are on. */
  readonly labs: ClassConfig["labs"];
  readonly languages: readonly Language[];
  /** The class, where the stack is a student's. @default the stack */
  readonly ofClass?: { readonly name: string; readonly student: string } | undefined;
}

/** The handouts of a stack that is up, with its values; labs without one are left out. */
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

/** The handouts of a lab in a class that nobody has: with sample values. */
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

/** What a lab is, with the labs that its handout asks for. */
function factsOf(config: ClassConfig, active: ClassConfig["labs"][number]): Promise<LabFacts> {
  const needed = readHandout(active.lab.id, "en")?.with ?? [];
  return labFacts(
    config,
    active,
    catalogue.filter(({ id }) => needed.includes(id)),
  );
}

/** A lab's handout in one language, if there is one. */
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
