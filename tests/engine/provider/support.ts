// A small made-up type of resource, and a Terraform provider for it that runs no process.
import { Clients } from "../../../engine/provider/aws/clients.ts";
import type { Context } from "../../../engine/provider/aws/context.ts";
import type { ProviderMap, ResourceInfo } from "../../../engine/provider/map/provider-map.ts";
import type {
  ApplyRequest,
  Diagnostic,
  Plan,
  PlanRequest,
  ResourceType,
  Stored,
  TerraformClient,
} from "../../../engine/provider/terraform/terraform.ts";
import type { PropertyValue } from "../../../engine/provider/values/property-value.ts";
import {
  mapObject,
  UNKNOWN,
  type Field,
  type ObjectType,
  type TerraformObject,
  type TerraformState,
  type Type,
} from "../../../engine/provider/values/types.ts";

export const THING = "aws:test/thing:Thing";
export const LOOKUP = "aws:test/getThing:getThing";

const optional = (property: string, type: Type): Field => ({ property, type, optional: true });
const computed = (property: string): Field => ({ property, type: "string", computed: true });
const object = (fields: Record<string, Field>): ObjectType => ({ kind: "object", fields });

/** With one field for each kind of type there is. */
export const thingType: ObjectType = object({
  id: { property: "id", type: "string", optional: true, computed: true },
  arn: computed("arn"),
  name: optional("name", "string"),
  zone: { property: "zone", type: "string", optional: true, computed: true },
  max_size: optional("maxSize", "number"),
  enabled: optional("enabled", "bool"),
  policy: optional("policy", "string"),
  source: optional("source", "string"),
  password: { property: "password", type: "string", optional: true, sensitive: true },
  tags: optional("tags", { kind: "map", element: "string" }),
  subnet_ids: optional("subnetIds", { kind: "set", element: "string" }),
  steps: optional("steps", { kind: "list", element: "string" }),
  ingress: optional("ingress", {
    kind: "set",
    element: object({
      from_port: optional("fromPort", "number"),
      cidr_blocks: optional("cidrBlocks", { kind: "list", element: "string" }),
      rule_id: computed("ruleId"),
    }),
    block: true,
  }),
  versioning: optional("versioning", {
    kind: "list",
    element: object({ status: optional("status", "string") }),
    single: true,
    block: true,
  }),
  timeouts: optional("timeouts", {
    ...object({ create: optional("create", "string") }),
    block: true,
  }),
});

export const thing: ResourceInfo = {
  terraform: "aws_thing",
  type: thingType,
  version: 0,
  regional: true,
  inputs: Object.values(thingType.fields)
    .map(({ property }) => property)
    .filter((property) => !["id", "arn"].includes(property)),
};

const providerType = object({
  region: optional("region", "string"),
  max_retries: optional("maxRetries", "number"),
  s3_use_path_style: optional("s3UsePathStyle", "bool"),
});

export const map: ProviderMap = {
  sdk: "7.0.0",
  terraform: "5.0.0",
  provider: { type: providerType, inputs: ["region", "maxRetries", "s3UsePathStyle", "profile"] },
  resources: { [THING]: thing },
  dataSources: { [LOOKUP]: thing },
};

/** Plans and applies whatever it is asked for. Tests replace what they are about. */
export class FakeTerraform implements TerraformClient {
  /** The methods called so far. */
  readonly calls: string[] = [];
  config: TerraformObject = {};
  problems: Diagnostic[] = [];
  /** Attributes that cannot change in place. */
  requiresReplace: string[] = [];
  /** What AWS answers when asked for the resource. */
  found: TerraformState = null;
  applied: ApplyRequest[] = [];
  onApply: (state: TerraformState) => void = () => undefined;
  crash!: () => void;
  readonly ended = new Promise<void>((resolve) => (this.crash = resolve));

  configure(_: ObjectType, config: TerraformObject): Promise<void> {
    this.calls.push("configure");
    this.config = config;
    return Promise.resolve();
  }

  validate(): Promise<Diagnostic[]> {
    this.calls.push("validate");
    return Promise.resolve(this.problems);
  }

  plan({ type }: ResourceType, { prior, proposed }: PlanRequest): Promise<Plan> {
    this.calls.push("plan");
    const planned =
      proposed &&
      mapObject(type.fields, ({ computed }, name) => {
        const isNew = computed && prior.state === null && (proposed[name] ?? null) === null;
        return isNew ? UNKNOWN : (proposed[name] ?? null);
      });
    const { requiresReplace } = this;
    return Promise.resolve({ planned, plannedPrivate: new Uint8Array(), requiresReplace });
  }

  apply(_: ResourceType, request: ApplyRequest): Promise<Stored> {
    this.calls.push("apply");
    this.applied.push(request);
    const state =
      request.planned &&
      mapObject(request.planned, (value, name) => (value === UNKNOWN ? `${name}-1` : value));
    this.onApply(state);
    return Promise.resolve({ state, private: Uint8Array.of(7) });
  }

  read(_: ResourceType, stored: Stored): Promise<Stored> {
    this.calls.push("read");
    return Promise.resolve({ ...stored, state: this.found });
  }

  import(): Promise<Stored | undefined> {
    this.calls.push("import");
    return Promise.resolve({ state: this.found });
  }

  upgrade(_: ResourceType, version: number, state: TerraformObject): Promise<TerraformState> {
    this.calls.push(`upgrade from ${version}`);
    return Promise.resolve(state);
  }

  readData(): Promise<TerraformObject> {
    this.calls.push("readData");
    return Promise.resolve(this.found ?? {});
  }

  stop(): Promise<void> {
    this.calls.push("stop");
    return Promise.resolve();
  }

  close(): void {
    this.calls.push("close");
  }
}

export interface Fixture extends Context {
  readonly terraform: FakeTerraform;
  readonly warnings: string[];
}

/** A provider of region ap-northeast-2, configured, with a fake Terraform behind it. */
export function fixture(info: Partial<ResourceInfo> = {}): Fixture {
  const terraform = new FakeTerraform();
  const warnings: string[] = [];
  const clients = new Clients(map, () => Promise.resolve(terraform));
  clients.configure({ region: "ap-northeast-2" });
  const resources = { [THING]: { ...thing, ...info } };
  return {
    map: { ...map, resources },
    clients,
    terraform,
    warnings,
    warn: (m) => warnings.push(m),
  };
}

/** A state of the made-up type with everything absent but what is given. */
export const stateOf = (members: TerraformObject): TerraformObject => ({
  ...mapObject(thingType.fields, ({ type }) =>
    typeof type !== "string" && type.kind !== "object" && type.block ? [] : null,
  ),
  ...members,
});

/** A property that is text; empty when it is something else. */
export const textOf = (value: PropertyValue | undefined): string =>
  typeof value === "string" ? value : "";
