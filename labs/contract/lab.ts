import type * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import type { HostedZone } from "../../components/dns/hosted-zone.ts";
import type { SharedNetwork } from "../../components/network/shared-network.ts";
import type { Server } from "../../components/server/server.ts";
import type { ClassSettings } from "./class-settings.ts";
import type { LabOutputs, OutputDeclarations } from "./outputs.ts";
import type { Problem } from "./problems.ts";
import type { Text } from "./text.ts";

/** What a lab builds on. Foundations are made on first use, once, and shared by the labs that use them. */
export interface LabContext {
  /** The class-wide part of the stack's configuration. */
  readonly config: ClassSettings;
  /** The component that everything of the lab hangs below: switching the lab off removes exactly this. */
  readonly parent: pulumi.Resource;
  /** Name stem of the lab's resources: the lab's id. */
  readonly name: string;
  /** The tags of the lab's resources, for what AWS itself launches later (Auto Scaling). */
  readonly tags: Readonly<Record<string, string>>;
  /** The network that labs share. */
  readonly network: () => SharedNetwork;
  /** The name of the key pair made of `class:publicKey`; undefined without one. */
  readonly keyName: () => pulumi.Output<string> | undefined;
  /** The public zone of a domain; `existingZoneId` for one that is not the class's to make. */
  readonly zone: (domain: string, existingZoneId?: string) => HostedZone;
  /** A Linux server for labs that take images of one; nobody writes to it. */
  readonly server: () => Server;
}

/** One exercise of the class. */
export interface Lab<
  S extends z.ZodObject = z.ZodObject,
  O extends OutputDeclarations = OutputDeclarations,
> {
  /** The lab's folder, its config key and the value of tag `lab`. */
  readonly id: string;
  readonly title: Text;
  /** What a student can do afterwards, in two to four sentences. */
  readonly teaches: Text;
  /**
   * What the stack's config may set, with a default for everything. Each field has its description in both languages:
   * `.meta({ description: "...", ko: "..." })`, last in its chain.
   */
  readonly settings: S;
  /** What `build` exports, in the order in which it is read out. */
  readonly outputs: O;
  /** Pulumi plugin that the lab needs besides AWS's; engine/'s own engine has none to offer. @default none */
  readonly needsPlugin?: string;
  /** Names that only one lab may have, each with what it is, e.g. `record www.mydomain.com`. @default none */
  claims?(settings: z.output<S>): readonly string[];
  /** What the class's configuration lacks for this lab; asked before anything is registered. @default nothing */
  needs?(config: ClassSettings, settings: z.output<S>): readonly Problem[];
  /**
   * What is wrong with files of this machine that the settings name; asked before anything is registered, and only then: a
   * class that is up is checked and destroyed without them. @default nothing
   */
  fileProblems?(settings: z.output<S>): readonly Problem[];
  /** Settings that an older version let through: who has deployed them keeps them, nobody gets them anew. @default none */
  outgrown?(settings: z.output<S>): readonly Outgrown[];
  /** Registers the lab's resources below `context.parent`; the stack exports what it returns under the lab's id. */
  build(context: LabContext, settings: z.output<S>): LabOutputs<O>;
}

/** A setting that a class may keep, and that no class gets any more. */
export interface Outgrown extends Problem {
  /** Pulumi's type of what it makes: the lab of a class that has it in its state keeps the setting. */
  readonly type: string;
}

/** Gives a lab its types; the object itself is the lab. */
export function defineLab<S extends z.ZodObject, const O extends OutputDeclarations>(
  lab: Lab<S, O>,
): Lab<S, O> {
  return lab;
}
