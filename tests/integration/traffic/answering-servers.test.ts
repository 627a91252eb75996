import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { ec2Client } from "../../../aws/ec2/client.ts";
import { NoConnectionError, NotServedError } from "../../../aws/web-request.ts";
import { linuxUserData } from "../../../components/server/user-data.ts";
import { BELIEVED_MS } from "../../../engine/traffic/cache.ts";
import { sandboxProblem } from "../../../engine/traffic/server/problem.ts";
import { localWeb } from "./local-web.ts";

const problem = await sandboxProblem();

const userDataOf = (page: string): Promise<string> =>
  new Promise((resolve) => {
    linuxUserData([{ name: "web-server", env: { PAGE: page } }]).apply(resolve);
  });

/** Servers that are launched by AWS's API, as strangers see them. */
describe("servers at their addresses", () => {
  const { aws, unique, visit, restart } = localWeb();

  const ec2 = () => aws().client(ec2Client);
  const settles = () => sleep(BELIEVED_MS);

  // AWS's default networks lead to the internet, the emulator's do not.
  before(async () => {
    const client = await ec2();
    const { Vpcs: [{ VpcId = "" } = {}] = [] } = await client.describeVpcs({});
    const { RouteTables: [{ RouteTableId } = {}] = [] } = await client.describeRouteTables({});
    const { InternetGateway } = await client.createInternetGateway({});
    const GatewayId = InternetGateway?.InternetGatewayId;
    await client.attachInternetGateway({ VpcId, InternetGatewayId: GatewayId });
    await client.createRoute({ RouteTableId, GatewayId, DestinationCidrBlock: "0.0.0.0/0" });
  });

  /** The newest Amazon Linux that the emulator has. */
  async function amazonLinux(): Promise<string> {
    const { Images = [] } = await (
      await ec2()
    ).describeImages({ Filters: [{ Name: "name", Values: ["al2023-ami-2*"] }] });
    return Images.find(({ Architecture }) => Architecture === "x86_64")?.ImageId ?? "";
  }

  /** A security group that opens a port. */
  async function groupFor(CidrIp: string): Promise<string> {
    const client = await ec2();
    const name = unique("web");
    const { GroupId = "" } = await client.createSecurityGroup({
      GroupName: name,
      Description: name,
    });
    const IpPermissions = [{ IpProtocol: "tcp", FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp }] }];
    await client.authorizeSecurityGroupIngress({ GroupId, IpPermissions });
    return GroupId;
  }

  async function launch(script: string, { image, group }: { image?: string; group?: string } = {}) {
    const client = await ec2();
    const { Instances: [instance] = [] } = await client.runInstances({
      ImageId: image ?? (await amazonLinux()),
      MinCount: 1,
      MaxCount: 1,
      InstanceType: "t3.micro",
      SecurityGroupIds: [group ?? (await groupFor("0.0.0.0/0"))],
      UserData: Buffer.from(script).toString("base64"),
    });
    await settles();
    return now(instance?.InstanceId ?? "");
  }

  async function now(id: string) {
    const { Reservations = [] } = await (await ec2()).describeInstances({ InstanceIds: [id] });
    const found = Reservations[0]?.Instances?.[0];
    return { id, ip: found?.PublicIpAddress ?? "", dns: found?.PublicDnsName ?? "" };
  }

  const noConnection = (asked: Promise<unknown>, code: string, reason: RegExp) =>
    assert.rejects(asked, (error) => {
      assert.ok(error instanceof NoConnectionError, String(error));
      assert.equal(error.code, code);
      assert.match(error.message, reason);
      return true;
    });

  describe(
    problem === undefined ? "in the sandbox" : `in the sandbox (skipped: ${problem})`,
    () => {
      before(function () {
        if (problem !== undefined) this.skip(); // the title says which
      });

      it("have the page of their user data, at address and name, and boot once", async () => {
        const script = `#!/bin/bash
        dnf install -y httpd && systemctl enable --now httpd
        date +%N >/var/www/html/index.html`;
        const { ip, dns } = await launch(script);
        const { status, body, headers } = await visit(`http://${ip}/`);
        assert.deepEqual([status, headers.get("content-type")], [200, "text/html; charset=UTF-8"]);
        assert.match(body, /^\d{9}\n$/);
        assert.equal((await visit(`http://${dns}/`)).body, body);
        await restart();
        assert.equal((await visit(`http://${ip}/`)).body, body);
      });

      it("answer their port 80 only, and refuse where nothing has started", async () => {
        const { ip } = await launch("#!/bin/bash\nexit 3");
        const reason = /no web server runs on i-\w+: its user data ended with exit code 3/;
        await noConnection(visit(`http://${ip}/`), "ECONNREFUSED", reason);
        await noConnection(
          visit(`http://${ip}:8080/`),
          "ETIMEDOUT",
          /port 8080 .* is closed to the/,
        );
      });

      it("are stopped, started and terminated", async () => {
        const { id, ip } = await launch(`#!/bin/bash
        dnf install -y httpd && systemctl start httpd
        echo hello >/var/www/html/index.html`);
        assert.equal((await visit(`http://${ip}/`)).body, "hello\n");
        const client = await ec2();
        await client.stopInstances({ InstanceIds: [id] });
        await settles();
        await assert.rejects(visit(`http://${ip}/`), NotServedError);
        await client.startInstances({ InstanceIds: [id] });
        await settles();
        const again = await now(id);
        // httpd was started, and not enabled.
        await noConnection(visit(`http://${again.ip}/`), "ECONNREFUSED", /no web server runs/);
        await client.terminateInstances({ InstanceIds: [id] });
        await settles();
        await assert.rejects(visit(`http://${again.ip}/`), NotServedError);
      });

      it("begin with the pages of the server that their image was taken of", async () => {
        const source = await launch(await userDataOf("<title>first</title>"));
        const client = await ec2();
        const taken = await client.createImage({ InstanceId: source.id, Name: unique("image") });
        await client.terminateInstances({ InstanceIds: [source.id] });
        const image = taken.ImageId ?? "";
        const { ip } = await launch("#!/bin/bash\necho more >/var/www/html/more", { image });
        assert.equal((await visit(`http://${ip}/`)).body, "<title>first</title>\n");
        assert.equal((await visit(`http://${ip}/more`)).body, "more\n");
      });
    },
  );

  it("time out for strangers whom their security groups do not let in", async () => {
    const { ip } = await launch("#!/bin/bash", { group: await groupFor("198.51.100.77/32") });
    await noConnection(
      visit(`http://${ip}/`),
      "ETIMEDOUT",
      /port 80 of server i-\w+ is closed to the internet by its security groups/,
    );
  });

  it("say so where this machine cannot run them", async () => {
    const { Images: [ubuntu] = [] } = await (
      await ec2()
    ).describeImages({ Filters: [{ Name: "name", Values: ["ubuntu/*"] }] });
    const { ip } = await launch("#!/bin/bash", { image: ubuntu?.ImageId ?? "" });
    await assert.rejects(visit(`http://${ip}/`), (error) => {
      assert.ok(error instanceof NotServedError);
      assert.match(
        error.message,
        /i-\w+ runs ubuntu.*, and only Amazon Linux runs on this machine/,
      );
      return true;
    });
  });
});
