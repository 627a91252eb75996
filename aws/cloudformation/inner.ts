import type { StackResourceSummary } from "@aws-sdk/client-cloudformation";
import { z } from "zod";
import type { DeployedResource } from "../contract/deployed-resource.ts";
import { all } from "../contract/finder.ts";
import { regionIn } from "../contract/lock.ts";
import type { Service } from "../contract/service.ts";
import { INSTANCE_PROFILE, ROLE_POLICY, ROLE_POLICY_ATTACHMENT } from "../iam/types.ts";
import { serviceTypes } from "../services.ts";
import { cloudFormationClient } from "./client.ts";
import { templateResources } from "./template.ts";
import { STACK } from "./types.ts";

/** A role's policies in a template: of an attached policy, its ARN, or `Fn::Sub` with it. */
const role = z.object({
  ManagedPolicyArns: z.array(z.union([z.string(), z.record(z.string(), z.string())])).default([]),
  Policies: z.array(z.object({ PolicyName: z.string() })).default([]),
});

/** The resources of a stack; with those that connect a role of its template to its policies and instance profiles. */
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
      { templateBody: TemplateBody, parameters: {} },
      { lab: stack.group, props: {} },
    );
    const byType = Object.entries(await serviceTypes());
    const there = listed.filter(({ ResourceStatus }) => ResourceStatus !== "DELETE_COMPLETE");
    return there.flatMap((its): DeployedResource[] => {
      const { ResourceType = "", PhysicalResourceId: id = "", LogicalResourceId: name = "" } = its;
      const [type] = byType.find(([, each]) => each.cloudFormation === ResourceType) ?? [];
      if (type === undefined || id === "") return [];
      const props = template.find((each) => each.name === name)?.props;
      return [
        within(stack, name, { type, id, outputs: placeOf(stack, ResourceType) }),
        ...(ResourceType === ROLE ? partsOf(stack, { id, props }, there) : []),
      ];
    });
  },
};

const ROLE = "AWS::IAM::Role";

type Its = Pick<DeployedResource, "type" | "id" | "outputs">;

/** A resource of a stack, which Pulumi destroys with the stack. */
const within = (stack: DeployedResource, name: string, its: Its): DeployedResource => ({
  ...its,
  name: `${stack.name}/${name}`,
  urn: stack.urn,
  group: stack.group,
  protect: false,
});

/** IAM has no regions. */
const placeOf = ({ outputs: { region } }: DeployedResource, type: string): Its["outputs"] =>
  type.startsWith("AWS::IAM::") ? {} : { region };

function partsOf(
  stack: DeployedResource,
  { id, props }: { readonly id: string; readonly props: unknown },
  listed: readonly StackResourceSummary[],
): DeployedResource[] {
  const { ManagedPolicyArns, Policies } = role.parse(props ?? {});
  const [, partition = "aws"] = stack.id.split(":");
  const attached = ManagedPolicyArns.flatMap((arn) =>
    typeof arn === "string" ? arn : Object.values(arn),
  ).map((arn) => arn.replaceAll("${AWS::Partition}", partition));
  const profiles = listed
    .filter(({ ResourceType }) => ResourceType === "AWS::IAM::InstanceProfile")
    .map(({ PhysicalResourceId = "" }) => PhysicalResourceId);
  const part = (type: string, name: string, outputs: Its["outputs"]) =>
    within(stack, name, { type, id: `${id}/${name}`, outputs: { role: id, ...outputs } });
  return [
    ...attached.map((policyArn) => part(ROLE_POLICY_ATTACHMENT, policyArn, { policyArn })),
    ...Policies.map(({ PolicyName: name }) => part(ROLE_POLICY, name, { name })),
    ...profiles.map((name) => part(INSTANCE_PROFILE, name, { name })),
  ];
}
