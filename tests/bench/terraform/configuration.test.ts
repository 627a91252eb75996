import assert from "node:assert/strict";
import type { ProviderMap } from "../../../engine/provider/map/provider-map.ts";
import { SECRET, SIGNATURE } from "../../../engine/provider/values/property-value.ts";
import type { Field } from "../../../engine/provider/values/types.ts";
import { sizeOf, terraformConfiguration } from "./configuration.ts";

const text = (property: string, more: Partial<Field> = {}): Field => ({
  property,
  type: "string",
  ...more,
});

const type = (terraform: string, fields: Readonly<Record<string, Field>>) => ({
  terraform,
  regional: true,
  version: 0,
  inputs: [],
  type: { kind: "object", fields } as const,
});

const map: ProviderMap = {
  sdk: "7.48.0",
  terraform: "5.100.0",
  provider: {
    inputs: [],
    type: {
      kind: "object",
      fields: { region: text("region"), max_retries: { property: "maxRetries", type: "number" } },
    },
  },
  resources: {
    "aws:ec2/vpc:Vpc": type("aws_vpc", {
      id: text("id", { computed: true }),
      arn: text("arn", { computed: true }),
      cidr_block: text("cidrBlock"),
    }),
    "aws:ec2/securityGroup:SecurityGroup": type("aws_security_group", {
      id: text("id", { computed: true }),
      vpc_id: text("vpcId"),
      description: text("description"),
      ingress: {
        property: "ingress",
        type: {
          kind: "list",
          block: true,
          element: {
            kind: "object",
            fields: {
              from_port: { property: "fromPort", type: "number" },
              description: text("description"),
            },
          },
        },
      },
    }),
  },
  dataSources: {},
};

const urn = (type: string, name: string) => `urn:pulumi:local::class::${type}::${name}`;
const PROVIDER = urn("pulumi:providers:aws", "default");
const TOKYO = urn("pulumi:providers:aws", "tokyo");
const VPC = urn("aws:ec2/vpc:Vpc", "network");

const provider = (urn: string, region: string) => ({
  urn,
  type: "pulumi:providers:aws",
  custom: true,
  id: "1",
  inputs: { region, maxRetries: "3" },
});

const vpc = {
  urn: VPC,
  type: "aws:ec2/vpc:Vpc",
  custom: true,
  id: "vpc-0123456789",
  provider: `${PROVIDER}::1`,
  inputs: { __defaults: [], cidrBlock: "10.0.0.0/16" },
  outputs: {
    id: "vpc-0123456789",
    arn: "arn:aws:ec2:::vpc/vpc-0123456789",
    cidrBlock: "10.0.0.0/16",
  },
};

const group = (inputs: object, more: object = {}) => ({
  urn: urn("aws:ec2/securityGroup:SecurityGroup", "web"),
  type: "aws:ec2/securityGroup:SecurityGroup",
  custom: true,
  id: "sg-1",
  provider: `${PROVIDER}::1`,
  inputs,
  outputs: inputs,
  ...more,
});

function configuration(...resources: object[]) {
  const all = [provider(PROVIDER, "ap-northeast-2"), ...resources];
  return terraformConfiguration({ deployment: { resources: all } }, map);
}

/** The only one of its type. */
function written(type: string, ...resources: object[]): unknown {
  return Object.values(configuration(...resources).resource[type] ?? {})[0];
}

describe("a Terraform configuration of a stack", () => {
  it("has its resources under Terraform's names, without what is not set", () => {
    const rules = group({ description: "Web", ingress: [{ fromPort: 80 }] });
    const expected = { description: "Web", ingress: [{ from_port: 80 }] };
    assert.deepEqual(written("aws_security_group", rules), expected);
    assert.equal(sizeOf(configuration(vpc, rules)), 2);
  });

  it("refers to what a value comes from", () => {
    const depends = {
      dependencies: [VPC],
      propertyDependencies: { vpcId: [VPC], description: [VPC] },
    };
    const inside = group(
      { vpcId: vpc.id, description: `in ${vpc.outputs.arn}, not in ${vpc.outputs.arn}s` },
      depends,
    );
    const found = written("aws_security_group", vpc, inside);
    const name = "aws_vpc.class--network--1";
    assert.deepEqual(found, {
      vpc_id: `\${${name}.id}`,
      description: `in \${${name}.arn}, not in \${${name}.arn}s`,
    });
  });

  it("names what comes first where no value says it", () => {
    const later = group({ description: "Web" }, { dependencies: [VPC] });
    const found = written("aws_security_group", vpc, later);
    assert.deepEqual(found, { description: "Web", depends_on: ["aws_vpc.class--network--1"] });
  });

  it("has no templates but references", () => {
    const found = written("aws_security_group", group({ description: "${aws:username} %{a} $5" }));
    assert.deepEqual(found, { description: "$${aws:username} %%{a} $5" });
  });

  it("has secrets as they are", () => {
    const secret = { [SIGNATURE]: SECRET, plaintext: '"hidden"' };
    assert.deepEqual(written("aws_security_group", group({ description: secret })), {
      description: "hidden",
    });
  });

  it("has each provider, the first one without a name", () => {
    const far = { ...vpc, provider: `${TOKYO}::2` };
    const found = configuration(provider(TOKYO, "ap-northeast-1"), far);
    assert.deepEqual(found.provider.aws, [
      { region: "ap-northeast-2", max_retries: 3 },
      { alias: "p1", region: "ap-northeast-1", max_retries: 3 },
    ]);
    const { provider: named } = Object.values(found.resource.aws_vpc ?? {})[0] ?? {};
    assert.equal(named, "aws.p1");
    assert.deepEqual(found.terraform, {
      required_providers: { aws: { source: "hashicorp/aws", version: "5.100.0" } },
    });
  });

  it("is refused for what Terraform does not have", () => {
    const other = { ...vpc, urn: urn("random:index:Pet", "pet"), type: "random:index:Pet" };
    assert.throws(() => configuration(other), /no counterpart of urn:.*random:index:Pet::pet$/);
  });
});
