import assert from "node:assert/strict";
import { type ClassConfig, parseConfig } from "../../infra/config.ts";
import { ConfigError } from "../../labs/contract/problems.ts";
import { vpcPeering } from "../../labs/vpc-peering/lab.ts";
import { inventory, recordLab } from "../support/labs.ts";
import { inputsOf, ofType, type Recorded } from "../support/mocks.ts";

const INSTANCE = "aws:ec2/instance:Instance";
const RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

const made = async (settings = {}, changes?: Partial<ClassConfig>) =>
  (await recordLab(vpcPeering, settings, changes)).resources;

/** Region of each resource of a type; undefined for the class's own. */
const regions = (resources: Recorded[], type: string): Record<string, unknown> =>
  inputsOf(resources, type, "region");

describe("lab vpc-peering", () => {
  it("is a VPC and a server in each of two regions, and one connection", async () => {
    const resources = await made();
    assert.deepEqual(regions(resources, "aws:ec2/vpc:Vpc"), {
      "vpc-peering-requester": undefined,
      "vpc-peering-accepter": "ap-northeast-1",
    });
    assert.deepEqual(regions(resources, INSTANCE), {
      "vpc-peering-requester": undefined,
      "vpc-peering-accepter": "ap-northeast-1",
    });
    const counts = inventory(resources);
    assert.equal(counts["aws:ec2/vpcPeeringConnection:VpcPeeringConnection"], 1);
    assert.equal(counts["aws:ec2/natGateway:NatGateway"], undefined);
  });

  it("leads from every route table to the other side", async () => {
    const to = inputsOf(await made(), "aws:ec2/route:Route", "destinationCidrBlock");
    const peered = Object.entries(to).filter(([, block]) => block !== "0.0.0.0/0");
    assert.deepEqual(peered.map(([, block]) => block).sort(), [
      "10.40.0.0/16",
      "10.40.0.0/16",
      "10.41.0.0/16",
      "10.41.0.0/16",
    ]);
  });

  it("lets everything in from the peer's addresses, and SSH from the class's", async () => {
    const rules = ofType(await made(), RULE).map(({ name, inputs }) => [
      name.replace("vpc-peering-", ""),
      inputs.ipProtocol,
      inputs.cidrIpv4,
    ]);
    assert.deepEqual(rules.sort(), [
      ["accepter-peer", "-1", "10.40.0.0/16"],
      ["accepter-ssh-203.0.113.7/32", "tcp", "203.0.113.7/32"],
      ["requester-peer", "-1", "10.41.0.0/16"],
      ["requester-ssh-203.0.113.7/32", "tcp", "203.0.113.7/32"],
    ]);
  });

  it("imports the class's key in the other region, too, and none where there is none", async () => {
    const KEY = "aws:ec2/keyPair:KeyPair";
    assert.deepEqual(regions(await made(), KEY), {
      key: undefined,
      "vpc-peering": "ap-northeast-1",
    });
    const without = await recordLab(vpcPeering, {}, { publicKey: undefined });
    assert.deepEqual(ofType(without.resources, KEY), []);
    assert.equal("ssh" in without.outputs, false);
  });

  it("takes the other region's zone from its setting", async () => {
    const zones = inputsOf(
      await made({ peerZone: "c" }),
      "aws:ec2/subnet:Subnet",
      "availabilityZone",
    );
    assert.deepEqual(
      new Set(Object.values(zones)),
      new Set(["ap-northeast-2a", "ap-northeast-1c"]),
    );
  });

  it("gives the ping of each side and how to get on the servers", async () => {
    const { outputs } = await recordLab(vpcPeering);
    assert.deepEqual(outputs.ping, {
      requester: "ping -c 3 10.0.0.10",
      accepter: "ping -c 3 10.0.0.10",
    });
    const { accepter } = outputs.sessionManager as Record<string, string>;
    assert.match(accepter ?? "", /^aws ssm start-session .* --region ap-northeast-1$/);
    const { accepter: ssh } = outputs.ssh as Record<string, string>;
    assert.match(ssh ?? "", /^ssh -i ~\/\.ssh\/id_ed25519 ec2-user@vpc-peering-accepter\./);
    assert.deepEqual(outputs.regions, {
      requester: "ap-northeast-2",
      accepter: "ap-northeast-1",
    });
  });

  it("refuses blocks with addresses in common, before anything is registered", () => {
    const labs = { "vpc-peering": { cidrBlock: "10.5.0.0/16", peerCidrBlock: "10.5.16.0/20" } };
    assert.throws(() => parseClass(labs), {
      name: ConfigError.name,
      message:
        /class:labs\.vpc-peering\.peerCidrBlock = "10\.5\.16\.0\/20": it overlaps cidrBlock 10\.5\.0\.0\/16.*\n +fix: choose blocks/,
    });
  });

  it("names a malformed block, and asks no further", () => {
    assert.throws(() => parseClass({ "vpc-peering": { cidrBlock: "10.5.0.0" } }), {
      message: /^1 problem .*\n.*class:labs\.vpc-peering\.cidrBlock = "10\.5\.0\.0"/,
    });
  });
});

const parseClass = (labs: object) =>
  parseConfig({
    stack: "test",
    values: {
      "aws:region": "ap-northeast-2",
      "class:expires": "2099-12-31T18:00:00+09:00",
      "class:labs": JSON.stringify(labs),
    },
  });
