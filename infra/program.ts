import { setImmediate } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { serviceTypes } from "../aws/services.ts";
import type { LabOutputs } from "../labs/contract/outputs.ts";
import { labTags } from "../labs/contract/tags.ts";
import { type GroupKind, groupType } from "../policy/groups.ts";
import type { ClassConfig } from "./config.ts";
import { Foundations } from "./foundations.ts";
import { protectData } from "./protection.ts";
import { tagging } from "./tags.ts";

/**
 * Builds the labs that are on, each below a component of its own.
 *
 * @returns what each lab gives to read out, by lab id
 */
export async function buildClass(config: ClassConfig): Promise<Record<string, LabOutputs>> {
  const protection = config.protect ? [protectData(await serviceTypes())] : [];
  /** A component that does nothing but hold a lab or a foundation together: its tags, its protection. */
  const group = (kind: GroupKind, name: string) => {
    const transformations = [tagging(labTags(config, name)), ...protection];
    return new pulumi.ComponentResource(groupType(kind, name), name, {}, { transformations });
  };
  const foundations = new Foundations(config, (name) => group("foundation", name));
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
    outputs[lab.id] = lab.build(context, settings);
    // The engine gets to work on this lab while the next one is being built.
    await setImmediate();
  }
  return outputs;
}
