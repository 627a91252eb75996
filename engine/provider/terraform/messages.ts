// The messages of tfplugin5.proto as @grpc/proto-loader creates them: original names, enums as text, numbers for int64.
import type { DynamicValue } from "../values/wire.ts";

export interface AttributePath {
  /** Exactly one of the three is set. */
  readonly steps: readonly {
    readonly attribute_name?: string;
    readonly element_key_string?: string;
    readonly element_key_int?: number;
  }[];
}

export interface WireDiagnostic {
  readonly severity: "INVALID" | "ERROR" | "WARNING";
  readonly summary: string;
  readonly detail: string;
  readonly attribute: AttributePath | null;
}

export interface Answer {
  readonly diagnostics?: readonly WireDiagnostic[];
}

export interface SchemaBlock {
  readonly attributes: readonly SchemaAttribute[];
  readonly block_types: readonly SchemaNestedBlock[];
}

export interface SchemaAttribute {
  readonly name: string;
  /** A type in Terraform's JSON notation. */
  readonly type: Uint8Array;
  readonly required: boolean;
  readonly optional: boolean;
  readonly computed: boolean;
  readonly sensitive: boolean;
}

export interface SchemaNestedBlock {
  readonly type_name: string;
  readonly block: SchemaBlock;
  readonly nesting: "INVALID" | "SINGLE" | "LIST" | "SET" | "MAP" | "GROUP";
  readonly max_items: number;
}

export interface Schema {
  readonly version: number;
  readonly block: SchemaBlock;
}

export interface ProviderSchema extends Answer {
  readonly provider: Schema;
  readonly resource_schemas: Readonly<Record<string, Schema>>;
  readonly data_source_schemas: Readonly<Record<string, Schema>>;
}

interface TypedConfig {
  readonly type_name: string;
  readonly config: DynamicValue;
}

/** Request and response of each call. */
export interface Calls {
  GetSchema: [object, ProviderSchema];
  PrepareProviderConfig: [{ config: DynamicValue }, Answer & { prepared_config: DynamicValue }];
  Configure: [{ terraform_version: string; config: DynamicValue }, Answer];
  ValidateResourceTypeConfig: [
    TypedConfig & { client_capabilities: { write_only_attributes_allowed: boolean } },
    Answer,
  ];
  ValidateDataSourceConfig: [TypedConfig, Answer];
  UpgradeResourceState: [
    { type_name: string; version: number; raw_state: { json: Uint8Array } },
    Answer & { upgraded_state: DynamicValue | null },
  ];
  ReadResource: [
    { type_name: string; current_state: DynamicValue; private?: Uint8Array },
    Answer & { new_state: DynamicValue | null; private: Uint8Array },
  ];
  PlanResourceChange: [
    {
      type_name: string;
      prior_state: DynamicValue;
      proposed_new_state: DynamicValue;
      config: DynamicValue;
      prior_private?: Uint8Array;
    },
    Answer & {
      planned_state: DynamicValue | null;
      requires_replace: readonly AttributePath[];
      planned_private: Uint8Array;
    },
  ];
  ApplyResourceChange: [
    {
      type_name: string;
      prior_state: DynamicValue;
      planned_state: DynamicValue;
      config: DynamicValue;
      planned_private: Uint8Array;
    },
    Answer & { new_state: DynamicValue | null; private: Uint8Array },
  ];
  ImportResourceState: [
    { type_name: string; id: string },
    Answer & {
      imported_resources: readonly {
        type_name: string;
        state: DynamicValue | null;
        private: Uint8Array;
      }[];
    },
  ];
  ReadDataSource: [TypedConfig, Answer & { state: DynamicValue | null }];
  Stop: [object, Answer & { error: string }];
}
