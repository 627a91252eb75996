import type * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import type { HostedZone } from "../../components/dns/hosted-zone.ts";
import type { Network } from "../../components/network/network.ts";
import type { Server } from "../../components/server/server.ts";
import type { ClassConfig } from "../../infra/config.ts";
import type { Problem } from "./problems.ts";

/** What a lab builds on. Foundations are made on first use, once, and shared by the labs that use them. */
export interface LabContext {
  /** The class-wide part of the stack's configuration. */
  readonly config: ClassConfig;
  /** The component that everything of the lab hangs below: switching the lab off removes exactly this. */
  readonly parent: pulumi.Resource;
  /** Name stem of the lab's resources: the lab's id. */
  readonly name: string;
  /** The tags of the lab's resources, for what AWS itself launches later (Auto Scaling). */
  readonly tags: Readonly<Record<string, string>>;
  /** The network that labs share. */
  readonly network: () => Network;
  /** The name of the key pair made of `class:publicKey`; undefined without one. */
  readonly keyName: () => pulumi.Output<string> | undefined;
  /** The public zone of a domain; `existingZoneId` for one that is not the class's to make. */
  readonly zone: (domain: string, existingZoneId?: string) => HostedZone;
  /** A Linux server for labs that take images of one; nobody writes to it. */
  readonly server: () => Server;
}

/** What a lab gives to read out, by name; the stack exports it under the lab's id. */
export type LabOutputs = Readonly<Record<string, pulumi.Input<unknown>>>;

/** One exercise of the class. */
export interface Lab<S extends z.ZodObject = z.ZodObject> {
  /** File name, config key and value of tag `lab`. */
  readonly id: string;
  readonly title: { readonly ko: string; readonly en: string };
  /** What a student can do afterwards, in two to four sentences. */
  readonly teaches: string;
  /** What the stack's config may set, with a default for everything. */
  readonly settings: S;
  /** Pulumi plugin that the lab needs besides AWS's; engine/'s own engine has none to offer. @default none */
  readonly needsPlugin?: string;
  /** Names that only one lab may have, each with what it is, e.g. `record www.mydomain.com`. @default none */
  claims?(settings: z.output<S>): readonly string[];
  /** What the class's configuration lacks for this lab; asked before anything is registered. @default nothing */
  objections?(config: ClassConfig, settings: z.output<S>): readonly Problem[];
  /** Registers the lab's resources below `context.parent`. */
  build(context: LabContext, settings: z.output<S>): LabOutputs;
}

/** Gives a lab its types; the object itself is the lab. */
export function defineLab<S extends z.ZodObject>(lab: Lab<S>): Lab<S> {
  return lab;
}
