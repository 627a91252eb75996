import { cloudFormationClient } from "../../../aws/cloudformation/client.ts";
import type { DeployedResource } from "../../../aws/contract/deployed-resource.ts";
import type { Aws } from "../../../aws/clients.ts";

/** A class on which people have worked. */
export interface Scene {
  readonly aws: Aws;
  /** The id of what the class has of a type, in a lab or a foundation. */
  readonly id: (type: string, group: string) => string;
}

/** What people make or change by hand. */
export type Deed = (scene: Scene) => Promise<unknown>;

export const text = (value: string | undefined): string => {
  if (value === undefined) throw new Error("the emulator has made nothing");
  return value;
};

export const subnetOf = ({ id }: Scene): string => id("aws:ec2/subnet:Subnet", "network");
export const vpcOf = ({ id }: Scene): string => id("aws:ec2/vpc:Vpc", "network");
/** What a template has created, by its name there. */
export async function templatesOwn({ aws, id }: Scene, name: string): Promise<string> {
  const cloudFormation = await aws.client(cloudFormationClient);
  const { StackResourceDetail } = await cloudFormation.describeStackResource({
    StackName: id("aws:cloudformation/stack:Stack", "cloudformation-ec2"),
    LogicalResourceId: name,
  });
  return text(StackResourceDetail?.PhysicalResourceId);
}

export const serverOf = ({ id }: Scene): string => id("aws:ec2/instance:Instance", "linux-server");

/** How what a stack holds is found in a scene. */
export const idIn =
  (resources: readonly DeployedResource[]): Scene["id"] =>
  (type, group) =>
    text(resources.find((each) => each.type === type && each.group === group)?.id);
