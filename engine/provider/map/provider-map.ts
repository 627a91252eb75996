// The provider's map of Pulumi's and Terraform's types: written by generate.ts, read by main.ts.
import type { ResourceType } from "../terraform/terraform.ts";
import type { ObjectType } from "../values/types.ts";

export interface ProviderMap {
  /** Version of @pulumi/aws. */
  readonly sdk: string;
  /** Version of the Terraform provider. */
  readonly terraform: string;
  readonly provider: ConfigInfo;
  /** By Pulumi's token, e.g. `aws:ec2/vpc:Vpc`. */
  readonly resources: Readonly<Record<string, ResourceInfo>>;
  /** By Pulumi's token, e.g. `aws:index/getRegion:getRegion`. */
  readonly dataSources: Readonly<Record<string, DataSourceInfo>>;
}

export interface ConfigInfo {
  readonly type: ObjectType;
  /** The SDK's names of configuration keys. */
  readonly inputs: readonly string[];
}

export interface DataSourceInfo extends ResourceType {
  /** The SDK has an argument `region`, but Terraform 5 does not: it needs a process for that region. */
  readonly regional: boolean;
}

export interface ResourceInfo extends DataSourceInfo {
  /** Version of Terraform's schema. */
  readonly version: number;
  /** The SDK's names of inputs. */
  readonly inputs: readonly string[];
}
