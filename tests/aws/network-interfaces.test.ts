import assert from "node:assert/strict";
import type { NetworkInterface } from "@aws-sdk/client-ec2";
import type { Place } from "../../aws/contract/finder.ts";
import { addresses, networkInterfaces } from "../../aws/vpc/address-finder.ts";
import { fakePlace } from "../support/fake-place.ts";

/** An account that answers with these. */
const accountOf = (...NetworkInterfaces: readonly NetworkInterface[]): Place => {
  const ec2 = { paginateDescribeNetworkInterfaces: () => [{ NetworkInterfaces }] };
  return { region: "ap-northeast-2", client: <C>() => Promise.resolve(ec2 as C) };
};

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
