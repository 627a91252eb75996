import * as pulumi from "@pulumi/pulumi";
import type { ClassConfig } from "./config.ts";
import { Foundations } from "./foundations.ts";
import type { LabOutputs } from "./lab.ts";
import { protectData } from "./protection.ts";
import { labTags, tagging } from "./tags.ts";

/**
 * Builds the labs that are on, each below a component of its own.
 *
 * @returns what each lab gives to read out, by lab id
 */
export function buildClass(config: ClassConfig): Record<string, LabOutputs> {
  const foundations = new Foundations(config, (name) => group("foundation", name, config));
  const built = config.labs.map(({ lab, settings }) => {
    const parent = group("lab", lab.id, config);
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
    return [lab.id, lab.build(context, settings)];
  });
  return Object.fromEntries(built) as Record<string, LabOutputs>;
}

/** A component that does nothing but hold a lab or a foundation together: its tags, its protection. */
function group(kind: "lab" | "foundation", name: string, config: ClassConfig) {
  const transformations = [
    tagging(labTags(config, name)),
    ...(config.protect ? [protectData] : []),
  ];
  return new pulumi.ComponentResource(`class:${kind}:${name}`, name, {}, { transformations });
}
