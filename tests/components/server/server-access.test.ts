import assert from "node:assert/strict";
import { Server, type ServerArgs } from "../../../components/server/server.ts";
import { ofType, only, record, type Recorded, refuses } from "../../support/mocks.ts";

const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const INSTANCE = "aws:ec2/instance:Instance";

const base: ServerArgs = { vpcId: "vpc-1", subnetId: "subnet-1" };

const server = (args: Partial<ServerArgs> = {}): Promise<Recorded[]> =>
  record(() => new Server("web", { ...base, ...args }));

const refused = (args: Partial<ServerArgs>, message: RegExp) => () =>
  refuses(() => new Server("web", { ...base, ...args }), message);

/** Protocol, ports, source and description of each rule, by name. */
async function ingress(args: Partial<ServerArgs>): Promise<Record<string, unknown[]>> {
  return Object.fromEntries(
    ofType(await server(args), INGRESS).map(({ name, inputs }) => [
      name,
      [
        inputs.ipProtocol,
        inputs.fromPort,
        inputs.toPort,
        inputs.cidrIpv4 ?? inputs.referencedSecurityGroupId,
        inputs.description,
      ],
    ]),
  );
}

describe("A server's security group", () => {
  it("lets nobody in unless told whom", async () => {
    assert.deepEqual(await ingress({}), {});
  });

  it("lets everything out, before the first boot wants packages", async () => {
    const resources = await server();
    assert.equal(only(resources, EGRESS).inputs.ipProtocol, "-1");
    assert.ok(
      resources.findIndex(({ type }) => type === EGRESS) <
        resources.findIndex(({ type }) => type === INSTANCE),
    );
  });

  it("has no rules of its own beside the separate ones, which would fight", async () => {
    const { inputs } = only(await server(), "aws:ec2/securityGroup:SecurityGroup");
    assert.deepEqual([inputs.ingress, inputs.egress], [undefined, undefined]);
  });

  it("lets administrators in by SSH to Linux, each block by a rule of its name", async () => {
    const adminCidrs = ["198.51.100.0/24", "203.0.113.7/32"];
    const description = "SSH for administrators";
    assert.deepEqual(await ingress({ adminCidrs }), {
      "web-ssh-198.51.100.0/24": ["tcp", 22, 22, "198.51.100.0/24", description],
      "web-ssh-203.0.113.7/32": ["tcp", 22, 22, "203.0.113.7/32", description],
    });
  });

  it("lets administrators in by RDP to Windows", async () => {
    const args = { os: "windows-2022", adminCidrs: ["203.0.113.7/32"] } as const;
    assert.deepEqual(await ingress(args), {
      "web-rdp-203.0.113.7/32": ["tcp", 3389, 3389, "203.0.113.7/32", "RDP for administrators"],
    });
  });

  it("lets others reach ports, by block or security group", async () => {
    const rules = {
      http: { port: 80, cidr: "0.0.0.0/0", description: "Visitors" },
      dns: { protocol: "udp", port: 53, sourceSecurityGroupId: "sg-1", description: "Peers" },
      peer: { protocol: "all", cidr: "10.1.0.0/16", description: "The other VPC" },
    } as const;
    assert.deepEqual(await ingress({ ingress: rules }), {
      "web-http": ["tcp", 80, 80, "0.0.0.0/0", "Visitors"],
      "web-dns": ["udp", 53, 53, "sg-1", "Peers"],
      "web-peer": ["-1", undefined, undefined, "10.1.0.0/16", "The other VPC"],
    });
  });

  it("opens SSH to the world for a reason", async () => {
    const openAdminReason = "exam room without fixed address";
    const rules = await ingress({ adminCidrs: ["0.0.0.0/0"], openAdminReason });
    assert.deepEqual(Object.keys(rules), ["web-ssh-0.0.0.0/0"]);
  });

  const WORLD = { cidr: "0.0.0.0/0", description: "anybody" };
  for (const [what, args] of [
    ["SSH", { adminCidrs: ["203.0.113.7/32", "0.0.0.0/0"] }],
    ["RDP", { os: "windows-2022", adminCidrs: ["0.0.0.0/0"] }],
    ["SSH by another rule", { ingress: { any: { ...WORLD, port: 22 } } }],
    ["everything", { ingress: { any: { ...WORLD, protocol: "all" } } }],
    ["SSH for a blank reason", { adminCidrs: ["0.0.0.0/0"], openAdminReason: " " }],
  ] as const satisfies [string, Partial<ServerArgs>][])
    it(`does not open ${what} to the world`, refused(args, /^openAdminReason is/));

  it(
    "refuses a block that is none, IPv6 among them",
    refused({ adminCidrs: ["::/0"] }, /"::\/0" is not an IPv4 CIDR block/),
  );

  it(
    "refuses a malformed block of another rule",
    refused({ ingress: { any: { ...WORLD, cidr: "10.0.1.0/16", port: 80 } } }, /did you mean/),
  );
});
