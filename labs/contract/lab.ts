import type * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import type { HostedZone } from "../../components/dns/hosted-zone.ts";
import type { SharedNetwork } from "../../components/network/shared-network.ts";
import type { Server } from "../../components/server/server.ts";
import type { ClassSettings } from "./class-settings.ts";
import type { LabOutputs, OutputDeclarations } from "./outputs.ts";
import type { Problem } from "./problems.ts";
import type { Text } from "./text.ts";

/** What a lab can use. Foundations are created on first use, once, and shared by all labs that use them. */
export interface LabContext {
  /** The class-wide part of the stack's configuration. */
  readonly config: ClassSettings;
  /** The parent component of all the lab's resources: switching the lab off removes exactly these. */
  readonly parent: pulumi.Resource;
  /** The prefix of the lab's resource names: the lab's id. */
  readonly name: string;
  /** The lab's tags, for resources that AWS launches later (Auto Scaling). */
  readonly tags: Readonly<Record<string, string>>;
  /** The network that labs share. */
  readonly network: () => SharedNetwork;
  /** The name of the key pair for `class:publicKey`; undefined without one. */
  readonly keyName: () => pulumi.Output<string> | undefined;
  /** A domain's public zone; `existingZoneId` for a zone that the class does not create. */
  readonly zone: (domain: string, existingZoneId?: string) => HostedZone;
  /** A Linux server from which labs create images; nobody writes to it. */
  readonly server: () => Server;
}

/** One exercise of the class. */
export interface Lab<
  S extends z.ZodObject = z.ZodObject,
  O extends OutputDeclarations = OutputDeclarations,
> {
  /** The name of the lab's folder, its config key, and the value of the tag `lab`. */
  readonly id: string;
  readonly title: Text;
  /** What a student can do afterwards, in two to four sentences. */
  readonly teaches: Text;
  /**
   * The lab's settings in the stack's config, each with a default. Each field ends with its description in both languages:
   * `.meta({ description: "...", ko: "..." })`.
   */
  readonly settings: S;
  /** What `build` exports, in the order in which it is shown. */
  readonly outputs: O;
  /** A Pulumi plugin that the lab needs besides AWS's; the local engine does not have any. @default none */
  readonly needsPlugin?: string;
  /** Names that only one lab may use, each with its kind, e.g. `record www.mydomain.com`. @default none */
  claims?(settings: z.output<S>): readonly string[];
  /** What the lab needs but the class's configuration lacks; checked before anything is registered. @default nothing */
  needs?(config: ClassSettings, settings: z.output<S>): readonly Problem[];
  /**
   * Errors in local files that the settings name. Checked only before anything is registered: a running class can be checked
   * and destroyed without the files. @default none
   */
  fileProblems?(settings: z.output<S>): readonly Problem[];
  /** Settings that an older version accepted: deployed classes keep them, new classes cannot use them. @default none */
  outgrown?(settings: z.output<S>): readonly Outgrown[];
  /** Registers the lab's resources below `context.parent`; the stack exports the result under the lab's id. */
  build(context: LabContext, settings: z.output<S>): LabOutputs<O>;
}

/** A setting that an existing class may keep, but a new one may not use. */
export interface Outgrown extends Problem {
  /** Pulumi's type of the resource that it creates: a class with this resource in its state may keep the setting. */
  readonly type: string;
}

/** Infers a lab's types; returns the same object. */
export function defineLab<S extends z.ZodObject, const O extends OutputDeclarations>(
  lab: Lab<S, O>,
): Lab<S, O> {
  return lab;
}
