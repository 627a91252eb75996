// What the provider knows of Pulumi's and Terraform's types: made by generate.ts, read by main.ts.
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
  /** The SDK's names of what can be configured. */
  readonly inputs: readonly string[];
}

export interface DataSourceInfo extends ResourceType {
  /** The SDK lets `region` say where it is; Terraform 5 has no such argument, it takes a process of that region. */
  readonly regional: boolean;
}

export interface ResourceInfo extends DataSourceInfo {
  /** Of Terraform's schema. */
  readonly version: number;
  /** The SDK's names of what a program can set. */
  readonly inputs: readonly string[];
}
