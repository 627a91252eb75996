import { z } from "zod";
import type { DeployedResource } from "../contract/deployed-resource.ts";
import { all } from "../contract/finder.ts";
import { regionIn } from "../contract/lock.ts";
import type { Service } from "../contract/service.ts";
import { saying } from "../errors.ts";
import { serviceTypes } from "../services.ts";
import { cloudFormationClient } from "./client.ts";
import { identityParts, type Part } from "./inner-identities.ts";
import { templateResources } from "./template.ts";
import { STACK } from "./types.ts";

/** The resources of a stack; with what its template attaches to its roles, groups and users. */
export const inner: NonNullable<Service["inner"]> = {
  [STACK]: async (aws, stack) => {
    const cloudFormation = await aws.client(cloudFormationClient, regionIn(stack));
    const named = { StackName: stack.id };
    const listed = await all(
      cloudFormation.paginateListStackResources(named),
      ({ StackResourceSummaries }) => StackResourceSummaries,
    );
    const { TemplateBody = "" } = await cloudFormation.getTemplate(named);
    const template = templateResources(
      { templateBody: TemplateBody, parameters: parametersOf(stack) },
      { lab: stack.group, props: {} },
    );
    const byType = Object.entries(await serviceTypes());
    const there = listed.filter(({ ResourceStatus }) => ResourceStatus !== "DELETE_COMPLETE");
    const made = there.flatMap((its): DeployedResource[] => {
      const { ResourceType = "", PhysicalResourceId: id = "", LogicalResourceId: name = "" } = its;
      const [type] = byType.find(([, each]) => each.cloudFormation === ResourceType) ?? [];
      if (type === undefined || id === "") return [];
      return [within(stack, name, { type, id, outputs: placeOf(stack, ResourceType) })];
    });
    const [, partition = "aws", , region = "", account = ""] = stack.id.split(":");
    const pseudo = {
      "AWS::Partition": partition,
      "AWS::Region": region,
      "AWS::AccountId": account,
      "AWS::StackId": stack.id,
      ...parametersOf(stack),
    };
    try {
      const parts = identityParts(template, there, pseudo);
      return [...made, ...parts.map((part) => within(stack, part.id, part))];
    } catch (error) {
      const unreadable = saying(error);
      return made.map((each) => ({ ...each, outputs: { ...each.outputs, unreadable } }));
    }
  },
};

const parameters = z.record(z.string(), z.string()).catch({});

/** The stack's own: a template may name a policy by one. */
const parametersOf = ({ outputs }: DeployedResource): Readonly<Record<string, string>> =>
  parameters.parse(outputs.parameters);

/** A resource of a stack, which Pulumi destroys with the stack. */
const within = (stack: DeployedResource, name: string, its: Part): DeployedResource => ({
  ...its,
  name: `${stack.name}/${name}`,
  urn: stack.urn,
  group: stack.group,
  protect: false,
});

/** IAM has no regions. */
const placeOf = ({ outputs: { region } }: DeployedResource, type: string): Part["outputs"] =>
  type.startsWith("AWS::IAM::") ? {} : { region };
