import { setImmediate } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { serviceTypes } from "../aws/services.ts";
import type { LabOutputs } from "../labs/contract/outputs.ts";
import { labTags } from "../labs/contract/tags.ts";
import { type GroupKind, groupType } from "../policy/groups.ts";
import { lateNet } from "./budget.ts";
import type { ClassConfig } from "./config.ts";
import type { FoundationId } from "./foundation-ids.ts";
import { Foundations } from "./foundations.ts";
import { pagesOutputs } from "./pages/class-pages.ts";
import { ownBuckets } from "./students/own-buckets.ts";
import { OwnResources } from "./students/own-resources.ts";
import { loginOutputs, sharedOutputs } from "./students/people.ts";
import { protectData } from "./protection.ts";
import { tagging } from "./tags.ts";
import { RunningResources, watchOver } from "./watchdog.ts";

/** The foundation that serves the class's pages. */
const PAGES: FoundationId = "pages";

/**
 * Builds the active labs, each below its own component.
 *
 * @returns each lab's outputs, by lab id; in a class's stack also the parts that it shares with its students' stacks, and the
 * site of its pages; in a student's stack the login
 */
export async function buildClass(config: ClassConfig): Promise<Record<string, LabOutputs>> {
  const types = await serviceTypes();
  const running = new RunningResources(types);
  const protection = config.protect ? [protectData(types)] : [];
  const { student } = config;
  const own = new OwnResources();
  const ofStudent = student === undefined ? [] : [ownBuckets(config.stack), own.note];
  /** A component that only groups the resources of a lab or a foundation, for their tags and protection. */
  const group = (kind: GroupKind, name: string) => {
    const tags = tagging(labTags(config, name));
    // Pages are made from the stack, and made again at any time: they are not data.
    const kept = name === PAGES ? [] : protection;
    const transformations = [tags, ...ofStudent, ...kept, running.note];
    return new pulumi.ComponentResource(groupType(kind, name), name, {}, { transformations });
  };
  const foundation = (name: FoundationId) => group("foundation", name);
  const foundations = new Foundations(config, foundation);
  const outputs: Record<string, LabOutputs> = {};
  for (const { lab, settings } of config.labs) {
    const parent = group("lab", lab.id);
    const context = {
      config,
      parent,
      name: lab.id,
      tags: labTags(config, lab.id),
      network: () => foundations.network(),
      keyName: () => foundations.keyName(),
      server: () => foundations.server(),
      zone: (domain: string, existingZoneId?: string) => foundations.zone(domain, existingZoneId),
    };
    // The plain Pulumi CLI does not check the state: `npm start` refuses new uses of such a setting.
    for (const { key, reason, fix } of lab.outgrown?.(settings) ?? [])
      await pulumi.log.warn(`${key}: ${reason}. Fix: ${fix}`, parent);
    outputs[lab.id] = lab.build(context, settings);
    // Lets the engine start on this lab while the next one is being built.
    await setImmediate();
  }
  if (config.each) {
    const parts = { network: foundations.network(), zones: foundations.zones };
    outputs.shared = sharedOutputs(config, parts, foundation);
  }
  if (student !== undefined) outputs.login = loginOutputs({ ...config, student }, own, foundation);
  if (config.publish && student === undefined) outputs.pages = pagesOutputs(foundation(PAGES));
  lateNet(config, () => foundation("budget"));
  if (config.watchdog)
    watchOver(config, running.watched(config.region), () => foundation("watchdog"));
  return outputs;
}
