import type { Stack } from "@aws-sdk/client-cloudformation";
import { ZodError } from "zod";
import type { DeployedResource } from "../contract/deployed-resource.ts";
import { all } from "../contract/finder.ts";
import { regionIn } from "../contract/lock.ts";
import type { Service } from "../contract/service.ts";
import { saying } from "../errors.ts";
import { serviceTypes } from "../services.ts";
import { cloudFormationClient } from "./client.ts";
import { identityParts, type Part } from "./inner-identities.ts";
import { templateParameters, templateResources } from "./template.ts";
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
    const { TemplateBody: templateBody = "" } = await cloudFormation.getTemplate(named);
    const { Stacks: [its] = [] } = await cloudFormation.describeStacks(named);
    const given = { templateBody, parameters: { ...pseudoIn(stack), ...parametersOf(its) } };
    const template = templateResources(given, { lab: stack.group, props: {} });
    const byType = Object.entries(await serviceTypes());
    const there = listed.filter(({ ResourceStatus }) => ResourceStatus !== "DELETE_COMPLETE");
    const made = there.flatMap((its): DeployedResource[] => {
      const { ResourceType = "", PhysicalResourceId: id = "", LogicalResourceId: name = "" } = its;
      const [type] = byType.find(([, each]) => each.cloudFormation === ResourceType) ?? [];
      if (type === undefined || id === "") return [];
      return [within(stack, name, { type, id, outputs: placeOf(stack, ResourceType) })];
    });
    try {
      const parts = identityParts(template, there, templateParameters(given));
      return [...made, ...parts.map((part) => within(stack, part.id, part))];
    } catch (error) {
      const unreadable = error instanceof ZodError ? NOT_EVALUATED : saying(error);
      return made.map((each) => ({ ...each, outputs: { ...each.outputs, unreadable } }));
    }
  },
};

const NOT_EVALUATED = "The template has a value that is not evaluated";

/** CloudFormation's own parameters. */
function pseudoIn({ id }: DeployedResource): Record<string, string> {
  const [, partition = "aws", , region = "", account = ""] = id.split(":");
  return {
    "AWS::Partition": partition,
    "AWS::Region": region,
    "AWS::AccountId": account,
    "AWS::StackId": id,
  };
}

/** Its parameters as AWS has them: somebody may have updated the stack by hand. */
const parametersOf = ({ Parameters = [] }: Pick<Stack, "Parameters"> = {}): Record<
  string,
  string
> =>
  Object.fromEntries(
    Parameters.map(({ ParameterKey = "", ParameterValue = "", ResolvedValue = ParameterValue }) => [
      ParameterKey,
      ResolvedValue,
    ]),
  );

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
