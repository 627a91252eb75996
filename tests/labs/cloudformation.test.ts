import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse, type ScalarTag, type CollectionTag } from "yaml";
import { cloudformationEc2 } from "../../labs/cloudformation-ec2/lab.ts";
import { cloudformationWeb } from "../../labs/cloudformation-web/lab.ts";
import { inventory, recordLab } from "../support/labs.ts";
import { only } from "../support/mocks.ts";

const STACK = "aws:cloudformation/stack:Stack";

interface Template {
  readonly Parameters: Record<string, { Type: string; AllowedPattern?: string }>;
  readonly Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
  readonly Outputs: Record<string, unknown>;
}

interface Init {
  readonly files: Record<string, { content: string }>;
  readonly services: { systemd: Record<string, { enabled: boolean; ensureRunning: boolean }> };
}

/** The short forms of CloudFormation's functions, kept as what they are applied to. */
const FUNCTIONS: (ScalarTag | CollectionTag)[] = ["Ref", "Sub", "GetAtt"].map((name) => ({
  tag: `!${name}`,
  resolve: (value: string) => `${name} ${value}`,
}));
const LISTS: CollectionTag[] = ["If", "Not", "Equals"].map((name) => ({
  tag: `!${name}`,
  collection: "seq",
}));

const read = (lab: string, file: string): Template =>
  parse(readFileSync(path.join(import.meta.dirname, "../../labs", lab, file), "utf8"), {
    customTags: [...FUNCTIONS, ...LISTS],
  }) as Template;

const LABS = [
  { lab: cloudformationEc2, template: read("cloudformation-ec2", "ec2.template") },
  { lab: cloudformationWeb, template: read("cloudformation-web", "web.template") },
];

for (const { lab, template } of LABS)
  describe(`lab ${lab.id}`, () => {
    const parameters = async (settings = {}, changes = {}) =>
      only((await recordLab(lab, settings, changes)).resources, STACK).inputs.parameters as Record<
        string,
        string
      >;

    it("is one CloudFormation stack, and leaves the server to it", async () => {
      const counts = inventory((await recordLab(lab)).resources);
      assert.equal(counts[STACK], 1);
      assert.equal(counts["aws:ec2/instance:Instance"], undefined);
    });

    it("leaves no stack that has failed, and keeps one that an older version has made", async () => {
      const stack = only((await recordLab(lab)).resources, STACK);
      assert.equal(stack.inputs.onFailure, "DELETE");
    });

    it("gives parameters that the template has", async () => {
      for (const name of Object.keys(await parameters()))
        assert.ok(name in template.Parameters, name);
    });

    it("hands over the class's key, network and administrators", async () => {
      const { KeyName, VpcId, SubnetId, AdminCidr } = await parameters();
      assert.deepEqual([KeyName, VpcId], ["key", "network-id"]);
      assert.match(SubnetId ?? "", /^network-public-/);
      assert.equal(AdminCidr, "203.0.113.7/32");
    });

    it("does without a key and without SSH", async () => {
      const found = await parameters({}, { publicKey: undefined, adminCidrs: [] });
      assert.deepEqual([found.KeyName, found.AdminCidr], [undefined, undefined]);
    });

    it("lets EC2 Instance Connect of the console in where the class does", async () => {
      assert.equal((await parameters()).ConsolePrefixList, undefined);
      const found = await parameters(
        {},
        { instanceConnect: "the school's network blocks port 22" },
      );
      assert.match(found.ConsolePrefixList ?? "", /^pl-/);
      const { Properties = {} } = template.Resources.SshFromConsole ?? {};
      assert.equal(Properties.SourcePrefixListId, "Ref ConsolePrefixList");
    });

    it("takes the newest image for the instance type's processor, and keeps it when the stack is updated", async () => {
      assert.match((await parameters({ instanceType: "t4g.micro" })).ImageId ?? "", /^ami-/);
      assert.equal(template.Parameters.ImageId?.Type, "AWS::EC2::Image::Id");
    });

    it("has a server with IMDSv2, an encrypted volume and a role", () => {
      const { Properties = {} } = template.Resources.Server ?? {};
      assert.deepEqual(Properties.MetadataOptions, {
        HttpTokens: "required",
        HttpEndpoint: "enabled",
      });
      const [{ Ebs }] = Properties.BlockDeviceMappings as [{ Ebs: { Encrypted: boolean } }];
      assert.equal(Ebs.Encrypted, true);
      assert.equal(Properties.IamInstanceProfile, "Ref Profile");
    });

    it("takes as administrators an IPv4 block or nobody", () => {
      const pattern = new RegExp(`^(${template.Parameters.AdminCidr?.AllowedPattern ?? "?"})$`);
      for (const good of ["", "203.0.113.7/32"]) assert.match(good, pattern);
      for (const bad of ["everyone", "203.0.113.7", "2001:db8::/32"])
        assert.doesNotMatch(bad, pattern);
    });

    it("gives the commands that show events and resources", async () => {
      const { outputs } = await recordLab(lab);
      assert.equal(outputs.stackName, lab.id);
      assert.match(String(outputs.events), /describe-stack-events --stack-name cloudformation-/);
      assert.match(String(outputs.resources), /list-stack-resources --stack-name cloudformation-/);
    });
  });

describe("lab cloudformation-web", () => {
  const { Resources, Outputs } = read("cloudformation-web", "web.template");
  const server = Resources.Server as unknown as {
    CreationPolicy: unknown;
    Properties: { UserData: { "Fn::Base64": string } };
    Metadata: { "AWS::CloudFormation::Init": { config: Init } };
  };

  it("is complete only when the server has signaled, done or failed", () => {
    assert.deepEqual(server.CreationPolicy, { ResourceSignal: { Count: 1, Timeout: "PT10M" } });
    assert.match(server.Properties.UserData["Fn::Base64"], /trap '.*cfn-signal --exit-code \$\?/);
  });

  it("brings a title that is changed later to the page, by cfn-hup", () => {
    const { files, services } = server.Metadata["AWS::CloudFormation::Init"].config;
    const hook = files["/etc/cfn/hooks.d/metadata.conf"]?.content ?? "";
    assert.match(hook, /^triggers=post\.update\npath=Resources\.Server\.Metadata\./m);
    assert.deepEqual(services.systemd["cfn-hup"], { enabled: true, ensureRunning: true });
  });

  it("opens HTTP to everyone and gives the page's address", () => {
    const { CidrIp, FromPort } = Resources.Http?.Properties ?? {};
    assert.deepEqual([CidrIp, FromPort], ["0.0.0.0/0", 80]);
    assert.ok("Url" in Outputs);
  });

  it("puts the title of the settings on the page, and no markup", async () => {
    const { resources } = await recordLab(cloudformationWeb, { pageTitle: "안녕" });
    const { Title } = only(resources, STACK).inputs.parameters as Record<string, string>;
    assert.equal(Title, "안녕");
    assert.equal(cloudformationWeb.settings.safeParse({ pageTitle: "<b>" }).success, false);
  });
});
