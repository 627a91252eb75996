import type { Instance } from "@aws-sdk/client-ec2";
import { cloudFormationClient } from "../../../../aws/cloudformation/client.ts";
import { fingerprint } from "../../../cache.ts";
import { ShortCache } from "../../cache.ts";
import type { InitConfig } from "../../boot/facts.ts";
import type { AccountView } from "../account.ts";
import { readInit } from "./init.ts";
import { type Names, ofTemplate, readTemplate, resolved } from "./template.ts";

/** The cfn-init configuration of one server in a stack's template. */
export interface StackInit {
  readonly config: InitConfig;
  /** Changes when the template or one of its parameters changes. */
  readonly mark: string;
}

interface Template {
  readonly Resources?: Readonly<
    Record<string, { readonly Metadata?: Readonly<Record<string, unknown>> }>
  >;
}

interface Stack {
  /** None where the text is empty. */
  readonly template: Template | null;
  readonly names: Names;
}

/** The tags with a server's stack, and with its name in the template. */
const [STACK, LOGICAL] = ["aws:cloudformation:stack-name", "aws:cloudformation:logical-id"];

/** The current `AWS::CloudFormation::Init` of servers launched by CloudFormation. */
export class StackInits {
  readonly #aws: AccountView["aws"];
  readonly #stacks = new ShortCache<Stack>();

  constructor({ aws }: Pick<AccountView, "aws">) {
    this.#aws = aws;
  }

  /**
   * @returns undefined for a server without a stack, or without this part in its template
   * @throws TemplateError for unsupported parts
   */
  async of(region: string, { Tags = [] }: Instance): Promise<StackInit | undefined> {
    const tag = (wanted: string) => Tags.find(({ Key }) => Key === wanted)?.Value;
    const [stack, resource] = [tag(STACK), tag(LOGICAL)];
    if (stack === undefined || resource === undefined) return undefined;
    const { template, names } = await this.#stacks.get(`${region} ${stack}`, () =>
      this.#read(region, stack),
    );
    const init = template?.Resources?.[resource]?.Metadata?.["AWS::CloudFormation::Init"];
    if (init === undefined) return undefined;
    return ofTemplate(() => {
      const found = resolved(init, names);
      return { config: readInit(found), mark: fingerprint(JSON.stringify(found)) };
    });
  }

  async #read(region: string, StackName: string): Promise<Stack> {
    const client = await this.#aws.client(cloudFormationClient, region);
    const [{ TemplateBody = "" }, { Stacks: [stack] = [] }, { StackResources = [] }] =
      await Promise.all([
        client.getTemplate({ StackName }),
        client.describeStacks({ StackName }),
        client.describeStackResources({ StackName }),
      ]);
    const { StackId = "", Parameters = [] } = stack ?? {};
    const values = new Map<string, string>([
      ["AWS::StackName", StackName],
      ["AWS::StackId", StackId],
      ["AWS::Region", region],
      ["AWS::AccountId", StackId.split(":")[4] ?? ""],
      ["AWS::Partition", "aws"],
      ["AWS::URLSuffix", "amazonaws.com"],
    ]);
    for (const { LogicalResourceId = "", PhysicalResourceId = "" } of StackResources)
      values.set(LogicalResourceId, PhysicalResourceId);
    for (const { ParameterKey = "", ParameterValue = "", ResolvedValue } of Parameters)
      values.set(ParameterKey, ResolvedValue ?? ParameterValue);
    return {
      template: readTemplate(TemplateBody) as Template | null,
      names: (name) => values.get(name),
    };
  }
}
