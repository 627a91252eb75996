import * as pulumi from "@pulumi/pulumi";
import { checkNeeds, withLabs } from "../../infra/active-labs.ts";
import { type ClassConfig, parseConfig } from "../../infra/config.ts";
import { buildClass } from "../../infra/program.ts";
import { catalogue } from "../../labs/catalogue.ts";
import type { Lab } from "../../labs/contract/lab.ts";
import { loadBalancer } from "../../labs/load-balancer/lab.ts";
import { type Recorded, run } from "./mocks.ts";

/** A lab that needs a plugin which is on no registry cannot run on the engine that is built here. */
export const carried = catalogue.filter(({ needsPlugin }) => needsPlugin === undefined);

/** What a lab is switched on with, as it stands in the stack's config. */
export type LabSettings = Readonly<Record<string, unknown>>;

/** Settings by lab id in which labs build what they leave out by default. */
export const MORE: Readonly<Record<string, LabSettings>> = {
  ami: { shareWithAccounts: ["210987654321"] },
  "load-balancer": { stickinessSeconds: 60 },
  "auto-scaling": { loadBalancer: true },
  "blue-green": { greenWeight: 10 },
  "domain-site": { domain: "our-school.test" },
  "static-site": { folder: "tests/fixtures/site" },
};

/** What a lab cannot do without: another lab. */
export const companionsOf = ({ id }: Lab): (readonly [Lab, LabSettings])[] =>
  id === "load-test" ? [[loadBalancer, {}]] : [];

const CONFIG = parseConfig({
  stack: "test",
  values: {
    "aws:region": "ap-northeast-2",
    "class:environment": "local",
    "class:id": "tests2222222",
    "class:expires": "2099-12-31T18:00:00+09:00",
    "class:watchdog": "false",
    "class:adminCidrs": '["203.0.113.7/32"]',
    "class:email": "teacher@example.com",
    "class:publicKey":
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIH4YtVZRDyBt66v3I8xFXQ3e690T/3OTw3HhGukDl1ej class@example.com",
  },
});

/**
 * Builds a class of one lab on mocks, in the catalogue or not.
 *
 * @param changes how the class's config differs from a complete one in which nothing is protected
 */
export const recordLab = async (
  lab: Lab,
  settings: LabSettings = {},
  changes?: Partial<ClassConfig>,
): Promise<{ resources: Recorded[]; outputs: Record<string, unknown> }> => {
  const { resources, outputs } = await recordLabs([[lab, settings]], changes);
  return { resources, outputs: outputs[lab.id] ?? {} };
};

/** What labs build, with outputs by lab id. */
interface RecordedLabs {
  readonly resources: Recorded[];
  readonly outputs: Record<string, Record<string, unknown>>;
}

/** What labs of the catalogue build in the usual class, which many tests of one process look at. */
const usual = new Map<string, Promise<RecordedLabs>>();

/** The same for several labs together; outputs by lab id. Who is given it only reads it. */
export function recordLabs(
  labs: readonly (readonly [Lab, LabSettings])[],
  changes?: Partial<ClassConfig>,
): Promise<RecordedLabs> {
  if (changes || !labs.every(([lab]) => catalogue.includes(lab))) return build(labs, changes);
  const key = JSON.stringify(labs.map(([{ id }, settings]) => [id, settings]));
  const recorded = usual.get(key) ?? build(labs);
  usual.set(key, recorded);
  return recorded;
}

async function build(
  labs: readonly (readonly [Lab, LabSettings])[],
  changes?: Partial<ClassConfig>,
): Promise<RecordedLabs> {
  const { resources, result } = await run(() => buildClass(classOf(labs, changes)));
  return { resources, outputs: result };
}

/** The names of a lab's outputs, and of those that Pulumi keeps secret. */
export async function outputNames(
  lab: Lab,
  settings: LabSettings = {},
): Promise<{ readonly names: string[]; readonly secrets: string[] }> {
  const { result } = await run(async () => {
    const built = await buildClass(classOf([[lab, settings], ...companionsOf(lab)]));
    const outputs = Object.entries(built[lab.id] ?? {});
    return Promise.all(
      outputs.map(async ([name, value]) => ({
        name,
        secret: await pulumi.isSecret(pulumi.output(value)),
      })),
    );
  });
  return {
    names: result.map(({ name }) => name),
    secrets: result.flatMap(({ name, secret }) => (secret ? [name] : [])),
  };
}

/** The names of a lab's outputs that Pulumi keeps secret. */
export const secretOutputs = async (lab: Lab, settings: LabSettings = {}): Promise<string[]> =>
  (await outputNames(lab, settings)).secrets;

/** A complete class in which nothing is protected, with these labs. */
export function classOf(
  labs: readonly (readonly [Lab, LabSettings])[],
  changes: Partial<ClassConfig> = {},
): ClassConfig {
  const active = labs.map(([lab, settings]) => ({ lab, settings: lab.settings.parse(settings) }));
  const config = withLabs({ ...CONFIG, protect: false, ...changes }, active);
  checkNeeds(config);
  return config;
}

/** How many resources of each AWS type there are. */
export function inventory(resources: readonly Recorded[]): Record<string, number> {
  const ofAws = resources.map(({ type }) => type).filter((type) => type.startsWith("aws:"));
  return Object.fromEntries([...Map.groupBy(ofAws, (type) => type)].map(([k, v]) => [k, v.length]));
}
