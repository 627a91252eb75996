import assert from "node:assert/strict";
import { NoConnectionError } from "../../../../aws/web-request.ts";
import { sandboxProblem } from "../../../../engine/traffic/boot/problem.ts";
import { launches } from "./launches.ts";

const problem = await sandboxProblem();

const EVERYWHERE = "0.0.0.0/0";
const PAGE = `#!/bin/bash
dnf install -y httpd && systemctl enable --now httpd
echo hello >/var/www/html/index.html`;

/** What a network's own lists decide, made by AWS's API. */
describe(
  problem === undefined ? "networks of servers" : `networks of servers (skipped: ${problem})`,
  () => {
    before(function () {
      if (problem !== undefined) this.skip(); // the title says which
    });
    const { unique, visit, ec2, settles, groupFor, launch } = launches();

    const closed = (ip: string, reason: RegExp) =>
      assert.rejects(visit(`http://${ip}/`), (error) => {
        assert.ok(error instanceof NoConnectionError, String(error));
        assert.equal(error.code, "ETIMEDOUT");
        assert.match(error.message, reason);
        return true;
      });

    it("let in whom a prefix list of a security group names, as it is now", async () => {
      const client = await ec2();
      const { PrefixList } = await client.createManagedPrefixList({
        ...{ PrefixListName: unique("visitors"), AddressFamily: "IPv4", MaxEntries: 5 },
        Entries: [{ Cidr: "198.51.100.0/24" }],
      });
      const PrefixListId = PrefixList?.PrefixListId ?? "";
      const group = await groupFor("198.51.100.77/32");
      const rule = { IpProtocol: "tcp", FromPort: 80, ToPort: 80 };
      await client.authorizeSecurityGroupIngress({
        ...{ GroupId: group, IpPermissions: [{ ...rule, PrefixListIds: [{ PrefixListId }] }] },
      });
      const { ip } = await launch(PAGE, { group });
      await closed(ip, /is closed to the internet by its security groups/);
      await client.modifyManagedPrefixList({
        ...{ PrefixListId, CurrentVersion: 1, AddEntries: [{ Cidr: EVERYWHERE }] },
      });
      await settles();
      assert.equal((await visit(`http://${ip}/`)).body, "hello\n");
    });

    it("let a visit and its answer through network ACLs only where each has a rule", async () => {
      const client = await ec2();
      const { id, ip } = await launch(PAGE);
      assert.equal((await visit(`http://${ip}/`)).body, "hello\n");
      const { Reservations = [] } = await client.describeInstances({ InstanceIds: [id] });
      const { SubnetId = "", VpcId = "" } = Reservations[0]?.Instances?.[0] ?? {};
      const { NetworkAcls: [acl] = [] } = await client.describeNetworkAcls({
        Filters: [{ Name: "association.subnet-id", Values: [SubnetId] }],
      });
      const own = acl?.Associations?.find((each) => each.SubnetId === SubnetId);
      const { NetworkAcl } = await client.createNetworkAcl({ VpcId });
      const NetworkAclId = NetworkAcl?.NetworkAclId ?? "";
      const { NewAssociationId } = await client.replaceNetworkAclAssociation({
        ...{ AssociationId: own?.NetworkAclAssociationId ?? "", NetworkAclId },
      });
      const open = async (RuleNumber: number, Egress: boolean, From: number, To: number) => {
        await client.createNetworkAclEntry({
          ...{ NetworkAclId, RuleNumber, Egress, Protocol: "6", RuleAction: "allow" },
          ...{ CidrBlock: EVERYWHERE, PortRange: { From, To } },
        });
        await settles();
      };
      const reason = new RegExp(`^[^]*the network ACL of subnet ${SubnetId} closes port 80`);
      await settles();
      await closed(ip, reason);
      await open(100, false, 80, 80);
      await closed(ip, reason);
      await open(100, true, 32_768, 65_535);
      assert.equal((await visit(`http://${ip}/`)).body, "hello\n");
      await client.replaceNetworkAclAssociation({
        ...{ AssociationId: NewAssociationId ?? "", NetworkAclId: acl?.NetworkAclId ?? "" },
      });
    });
  },
);
