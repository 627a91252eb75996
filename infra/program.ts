import { setImmediate } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { serviceTypes } from "../aws/services.ts";
import type { LabOutputs } from "../labs/contract/outputs.ts";
import { labTags } from "../labs/contract/tags.ts";
import { type GroupKind, groupType } from "../policy/groups.ts";
import type { ClassConfig } from "./config.ts";
import type { FoundationId } from "./foundation-ids.ts";
import { Foundations } from "./foundations.ts";
import { ownBuckets } from "./students/own-buckets.ts";
import { OwnResources } from "./students/own-resources.ts";
import { loginOutputs, sharedOutputs } from "./students/people.ts";
import { protectData } from "./protection.ts";
import { tagging } from "./tags.ts";
import { RunningResources, watchOver } from "./watchdog.ts";

/**
 * Builds the labs that are on, each below a component of its own.
 *
 * @returns what each lab gives to read out, by lab id; in a class's stack what it shares with its students', in a student's
 * the login
 */
export async function buildClass(config: ClassConfig): Promise<Record<string, LabOutputs>> {
  const types = await serviceTypes();
  const running = new RunningResources(types);
  const protection = config.protect ? [protectData(types)] : [];
  const { student } = config;
  const own = new OwnResources();
  const ofStudent = student === undefined ? [] : [ownBuckets(config.stack), own.note];
  /** A component that does nothing but hold a lab or a foundation together: its tags, its protection. */
  const group = (kind: GroupKind, name: string) => {
    const tags = tagging(labTags(config, name));
    const transformations = [tags, ...ofStudent, ...protection, running.note];
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
    // Plain Pulumi does not look into the state: what is new is refused by `npm start`.
    for (const { key, reason, fix } of lab.outgrown?.(settings) ?? [])
      await pulumi.log.warn(`${key}: ${reason}. Fix: ${fix}`, parent);
    outputs[lab.id] = lab.build(context, settings);
    // The engine gets to work on this lab while the next one is being built.
    await setImmediate();
  }
  if (config.each) outputs.shared = sharedOutputs(config, foundations.network(), foundation);
  if (student !== undefined) outputs.login = loginOutputs({ ...config, student }, own, foundation);
  if (config.watchdog)
    watchOver(config, running.watched(config.region), () => foundation("watchdog"));
  return outputs;
}
