import assert from "node:assert/strict";
import type { NetworkInterface } from "@aws-sdk/client-ec2";
import type { Place } from "../../aws/contract/finder.ts";
import { addresses } from "../../aws/vpc/address-finder.ts";
import { services } from "../../aws/services.ts";
import { managedInterfaces, networkInterfaces } from "../../aws/vpc/network-interface-finder.ts";
import { fakePlace } from "../support/fake-place.ts";

/** An account that answers with these. */
const accountOf = (...NetworkInterfaces: readonly NetworkInterface[]): Place =>
  fakePlace({
    ec2: {
      paginateDescribeNetworkInterfaces: () => ({ NetworkInterfaces }),
      paginateDescribeInstanceConnectEndpoints: () => ({
        InstanceConnectEndpoints: [{ NetworkInterfaceIds: ["eni-eice"] }],
      }),
    },
  });

describe("the finder of network interfaces", () => {
  it("leaves to AWS what AWS manages: a NAT gateway's goes after the gateway", async () => {
    const ours = { NetworkInterfaceId: "eni-1", RequesterManaged: false };
    const its = { NetworkInterfaceId: "eni-2", RequesterManaged: true };
    const found = await networkInterfaces.find(accountOf(ours, its));
    assert.deepEqual(
      found.map(({ id }) => id),
      ["eni-1"],
    );
  });

  it("finds those that outlive their server, not those that go with it", async () => {
    const attached = (
      NetworkInterfaceId: string,
      DeleteOnTermination: boolean,
      DeviceIndex = 1,
    ) => ({
      NetworkInterfaceId,
      Attachment: { InstanceId: "i-1", DeleteOnTermination, DeviceIndex },
    });
    const found = await networkInterfaces.find(
      accountOf(attached("eni-1", true), attached("eni-2", false), attached("eni-3", false, 0)),
    );
    assert.deepEqual(
      found.map(({ id }) => id),
      ["eni-2"],
    );
  });

  it("names one by its description, if it has one", async () => {
    const found = await networkInterfaces.find(
      accountOf({ Description: "of a lab" }, { Description: "" }),
    );
    assert.deepEqual(
      found.map((each) => ("name" in each ? each.name : undefined)),
      ["of a lab", undefined],
    );
  });
});

describe("the finder of interfaces that services of AWS have made", () => {
  const managed = { NetworkInterfaceId: "eni-1", VpcId: "vpc-1", RequesterManaged: true };

  it("names the service, and says that only it deletes them", async () => {
    const lambda = { ...managed, Description: "AWS Lambda VPC ENI-f-1", RequesterId: "AROA:f" };
    const [found] = await managedInterfaces.find(accountOf(lambda));
    assert.ok(found && !("hidden" in found));
    assert.equal(found.name, "AWS Lambda VPC ENI-f-1");
    assert.deepEqual(found.ties, [{ how: "made by AROA:f, in", id: "vpc-1", bond: "inside" }]);
    assert.match(found.byHand ?? "", /made by AROA:f: delete what it belongs to/);
    await assert.rejects(
      found.remove(() => Promise.resolve()),
      /AROA:f/,
    );
  });

  it("finds those that hang on nothing of the account's, not a server's", async () => {
    const of = (NetworkInterfaceId: string, Attachment?: object) => ({
      ...{ NetworkInterfaceId, VpcId: "vpc-1", ...(Attachment && { Attachment }) },
    });
    const found = await managedInterfaces.find(
      accountOf(
        of("eni-own"),
        of("eni-server", { InstanceId: "i-1", InstanceOwnerId: "111122223333" }),
        of("eni-service", { InstanceOwnerId: "amazon-elasticache" }),
      ),
    );
    assert.deepEqual(
      found.map(({ id }) => id),
      ["eni-service"],
    );
  });

  it("are none of an EC2 Instance Connect Endpoint, which is found itself", async () => {
    const its = { ...managed, NetworkInterfaceId: "eni-eice" };
    assert.deepEqual(await managedInterfaces.find(accountOf(its)), []);
  });

  it("come from the list that the other finder reads, too: a search asks AWS once", async () => {
    let asked = 0;
    const ec2 = {
      paginateDescribeNetworkInterfaces: () => ({ NetworkInterfaces: [{ asked: ++asked }] }),
      paginateDescribeInstanceConnectEndpoints: () => ({}),
    };
    const search = fakePlace({ ec2 });
    await Promise.all([networkInterfaces.find(search), managedInterfaces.find(search)]);
    assert.equal(asked, 1);
    await networkInterfaces.find(fakePlace({ ec2 }));
    assert.equal(asked, 2, "the next search asks anew");
  });

  it("are no obstacles where another finder finds what they belong to", async () => {
    const shown = (await services()).flatMap(({ interfaces }) => interfaces ?? []);
    const isFound = (description: string) => shown.some((its) => its.test(description));
    const found = [
      ...["ELB app/web/0a1b2c3d", "ELB net/web/0a1b2c3d", "Interface for NAT Gateway nat-0a1b"],
      ...["VPC Endpoint Interface vpce-0a1b", "EFS mount target for fs-0a1b (fsmt-0c2d)"],
      ...["RDSNetworkInterface", "ELB web", "ELB awseb-e-x-AWSEBLoa-1ABC"],
      ...["Network Interface for Transit Gateway Attachment tgw-attach-0a1b"],
    ];
    assert.deepEqual(
      found.filter((each) => !isFound(each)),
      [],
    );
    const others = [
      ...["AWS Lambda VPC ENI-f-0a1b", "ElastiCache cache-001", "by hand"],
      ...["Network Interface for Transit Gateway Attachment by hand", ""],
    ];
    assert.deepEqual(others.filter(isFound), []);
  });
});

describe("the finder of Elastic IPs", () => {
  it("ties one to the bare network interface that it is on", async () => {
    const place = fakePlace({
      ec2: {
        describeAddresses: () => ({
          Addresses: [{ AllocationId: "eipalloc-1", NetworkInterfaceId: "eni-1" }],
        }),
        paginateDescribeNatGateways: () => ({ NatGateways: [] }),
      },
    });
    assert.deepEqual(
      (await addresses.find(place)).map((each) => "ties" in each && each.ties),
      [[{ how: "associated with", id: "eni-1", bond: "attached" }]],
    );
  });
});
