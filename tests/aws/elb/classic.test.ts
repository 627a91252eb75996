import assert from "node:assert/strict";
import { classicElbClient } from "../../../aws/elb/classic/client.ts";
import { classicLoadBalancers } from "../../../aws/elb/classic/finder.ts";
import { awsAt } from "../../support/subjects.ts";
import { placeIn } from "../../../aws/contract/finder.ts";
import { localServer } from "../../support/local-server.ts";

const member = (name: string, vpc: string) => `
      <member>
        <SecurityGroups><member>sg-1</member></SecurityGroups>
        <LoadBalancerName>${name}</LoadBalancerName>
        <CreatedTime>2026-11-01T00:00:00.000Z</CreatedTime>
        <VPCId>${vpc}</VPCId>
        <ListenerDescriptions><member><PolicyNames/><Listener><LoadBalancerPort>80</LoadBalancerPort></Listener></member></ListenerDescriptions>
      </member>`;

const page = (members: string, next = "") => `<DescribeLoadBalancersResponse>
  <DescribeLoadBalancersResult>
    <LoadBalancerDescriptions>${members}
    </LoadBalancerDescriptions>${next}
  </DescribeLoadBalancersResult>
</DescribeLoadBalancersResponse>`;

describe("classic load balancers", () => {
  const local = localServer();

  /** A service that answers each call with the next of these, and what it was asked. */
  async function serviceOf(...answers: readonly string[]) {
    const asked: URLSearchParams[] = [];
    const address = await local.serve((request, response) => {
      let body = "";
      request.on("data", (part) => (body += String(part)));
      request.on("end", () => {
        asked.push(new URLSearchParams(body));
        response.end(answers[asked.length - 1] ?? "<DeleteLoadBalancerResponse/>");
      });
    });
    return { aws: awsAt(address), asked };
  }

  it("are found page by page, in the network that they are in, and deleted by their names", async () => {
    const first = page(
      member("one", "vpc-1") + member("two", "vpc-2"),
      "<NextMarker>m</NextMarker>",
    );
    const { aws, asked } = await serviceOf(first, page(member("three", "vpc-1")));
    const found = await classicLoadBalancers.find(placeIn(aws, "ap-northeast-2"));
    assert.deepEqual(
      found.map((each) => "ties" in each && [each.id, each.ties?.[0]?.id, each.createdAt]),
      [
        ["one", "vpc-1", new Date("2026-11-01")],
        ["two", "vpc-2", new Date("2026-11-01")],
        ["three", "vpc-1", new Date("2026-11-01")],
      ],
    );
    const [one] = found;
    assert.ok(one && "remove" in one);
    await one.remove(() => Promise.resolve());
    assert.deepEqual(
      asked.map((each) => [each.get("Action"), each.get("Marker") ?? each.get("LoadBalancerName")]),
      [
        ["DescribeLoadBalancers", null],
        ["DescribeLoadBalancers", "m"],
        ["DeleteLoadBalancer", "one"],
      ],
    );
    assert.equal(asked[0]?.get("Version"), "2012-06-01");
  });

  it("have tags, whatever is in them", async () => {
    const { aws } = await serviceOf(`<DescribeTagsResponse><DescribeTagsResult>
      <TagDescriptions><member><LoadBalancerName>one</LoadBalancerName><Tags>
        <member><Key>class</Key><Value>&lt;b&gt; R&amp;D &#39;&#xD55C;&#39; &amp;#65;</Value></member>
        <member><Key>empty</Key><Value/></member>
      </Tags></member></TagDescriptions>
    </DescribeTagsResult></DescribeTagsResponse>`);
    const elb = await aws.client(classicElbClient);
    assert.deepEqual((await elb.describeClassicTags({ LoadBalancerName: "one" })).Tags, [
      { Key: "class", Value: "<b> R&D '한' &#65;" },
      { Key: "empty", Value: "" },
    ]);
  });

  it("are none where the account has none", async () => {
    for (const none of [page(""), "<R><LoadBalancerDescriptions/></R>"]) {
      const { aws } = await serviceOf(none);
      assert.deepEqual(await classicLoadBalancers.find(placeIn(aws, "ap-northeast-2")), []);
    }
  });
});
