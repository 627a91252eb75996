import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import type { EC2, Image, Instance } from "@aws-sdk/client-ec2";
import type { AccountView } from "../../../../engine/traffic/servers/account.ts";
import { PublicServers } from "../../../../engine/traffic/servers/public-servers.ts";
import { Servers } from "../../../../engine/traffic/servers/servers.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { capturedErrors } from "../../../support/fakes/captured-console.ts";

const REGION = "ap-northeast-2";

const SERVER: Instance = {
  ...{ InstanceId: "i-1", State: { Name: "running" }, PublicIpAddress: "203.0.113.25" },
  ...{ VpcId: "vpc-1", SubnetId: "subnet-1", SecurityGroups: [{ GroupId: "sg-1" }] },
  ...{ ImageId: "ami-1", LaunchTime: new Date(0) },
};

const LINUX: Image = { ImageId: "ami-1", Name: "al2023-ami-2023.0", ImageOwnerAlias: "amazon" };

const VISIT = { method: "GET", path: "/", query: "", headers: {} };

/** Servers of an AWS that is written down here, on a machine without bubblewrap. */
describe("servers of the emulated account", () => {
  const folder = temporaryFolder();
  const { PATH } = process.env;
  let asked: string[];
  const errors = capturedErrors();

  beforeEach(() => {
    asked = [];
    process.env.PATH = "";
  });
  afterEach(() => {
    process.env.PATH = PATH;
  });

  const serversOf = (instance: Partial<Instance> = {}, image: Image | "gone" = LINUX) => {
    const server = { ...SERVER, ...instance };
    const answers: Record<string, unknown> = {
      describeInstances: { Reservations: [{ Instances: [server] }] },
      describeSecurityGroups: {
        SecurityGroups: [
          {
            GroupId: "sg-1",
            IpPermissions: [
              { IpProtocol: "tcp", FromPort: 80, ToPort: 89, IpRanges: [{ CidrIp: "0.0.0.0/0" }] },
            ],
          },
        ],
      },
      describeRouteTables: {
        RouteTables: [
          {
            VpcId: "vpc-1",
            Associations: [{ Main: true }],
            Routes: [{ DestinationCidrBlock: "0.0.0.0/0", GatewayId: "igw-1" }],
          },
        ],
      },
      describeNetworkAcls: {
        NetworkAcls: [
          {
            Associations: [{ SubnetId: "subnet-1" }],
            Entries: [false, true].map((Egress) => ({
              ...{ Egress, RuleNumber: 100, Protocol: "-1", RuleAction: "allow" },
              CidrBlock: "0.0.0.0/0",
            })),
          },
        ],
      },
      describeImages: { Images: image === "gone" ? [] : [image] },
      describeInstanceAttribute: { UserData: {} },
      getConsoleOutput: {},
    };
    const ec2 = Object.fromEntries(
      Object.entries(answers).map(([name, answer]) => [
        name,
        () => {
          asked.push(name);
          return Promise.resolve(answer);
        },
      ]),
    ) as unknown as EC2;
    const view: AccountView = {
      aws: { client: <C>() => Promise.resolve(ec2 as unknown as C) },
      regions: () => Promise.resolve([REGION]),
    };
    return new Servers(view, folder.path);
  };
  const at = (servers: Servers, port = 80) =>
    servers.answerAt({ region: REGION, instanceId: "i-1" }, port, VISIT, "internet");

  it("ask AWS nothing before somebody asks for them", () => {
    serversOf();
    assert.deepEqual(asked, []);
  });

  it("do not run without a sandbox: the reason is said once, and nothing is kept", async () => {
    const servers = serversOf();
    for (let visit = 0; visit < 2; visit++) {
      const found = await at(servers);
      assert.equal(found.how, "not here");
      assert.match("reason" in found ? found.reason : "", /i-1: .*(bubblewrap|need Linux)/);
    }
    assert.equal(errors.lines.length, 1);
    assert.match(errors.lines[0] ?? "", /^servers do not run on this machine: /);
    assert.equal(existsSync(path.join(folder.path, REGION)), false);
    assert.equal(asked.filter((name) => name === "describeInstances").length, 1);
  });

  it("are not here when they are no Amazon Linux, or nobody knows what their image holds", async () => {
    const reason = async (servers: Servers) => {
      const found = await at(servers);
      assert.equal(found.how, "not here");
      return "reason" in found ? found.reason : "";
    };
    assert.match(await reason(serversOf({ Platform: "Windows" })), /i-1: a Windows server/);
    assert.match(
      await reason(serversOf({}, { Name: "ubuntu/jammy", ImageOwnerAlias: "amazon" })),
      /i-1: it runs ubuntu\/jammy/,
    );
    assert.match(
      await reason(serversOf({}, { Name: "mine" })),
      /image ami-1 was registered without a snapshot for its root device/,
    );
    assert.match(await reason(serversOf({}, "gone")), /i-1: its image, ami-1, is gone/);
    const taken = { Name: "mine", SourceInstanceId: "i-0" };
    assert.match(
      await reason(serversOf({}, taken)),
      /server that image ami-1 was taken of is gone/,
    );
  });

  it("time out when they do not run, or are not there", async () => {
    const stopped = await at(serversOf({ State: { Name: "stopped" } }));
    assert.deepEqual(stopped, { how: "timed out", reason: "server i-1 is stopped" });
    const other = { region: REGION, instanceId: "i-2" };
    const gone = await serversOf().answerAt(other, 80, VISIT, "internet");
    assert.deepEqual(gone, {
      ...{ how: "timed out", reason: `there is no server i-2 in ${REGION}` },
    });
    assert.equal((await at(serversOf(), 8080)).how, "timed out");
  });

  it("answer for their address and its name, as long as they run", async () => {
    const names = ["203.0.113.25", `ec2-203-0-113-25.${REGION}.compute.amazonaws.com`];
    const others = ["203.0.113.26", "ec2-203-0-113.compute-1.amazonaws.com", "i-1"];
    const answers = (servers: Servers, hosts: string[]) =>
      Promise.all(hosts.map((host) => new PublicServers(servers).answersFor(host)));
    assert.deepEqual(await answers(serversOf(), [...names, ...others]), [
      ...[true, true, false, false, false],
    ]);
    const stopped = serversOf({ State: { Name: "stopped" } });
    assert.deepEqual(await answers(stopped, names), [false, false]);
  });
});
