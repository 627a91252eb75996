import assert from "node:assert/strict";
import { LoadBalancer, type LoadBalancerArgs } from "../../../components/web/load-balancer.ts";
import { ofType, only, record, type Recorded, run } from "../../support/mocks.ts";

const LISTENER = "aws:lb/listener:Listener";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

const base: LoadBalancerArgs = {
  vpcId: "vpc-1",
  subnetIds: ["subnet-a", "subnet-c"],
  targets: [{ targetGroupArn: "arn:web", weight: 1 }],
};

const make = (args: Partial<LoadBalancerArgs> = {}): Promise<Recorded[]> =>
  record(() => new LoadBalancer("site", { ...base, ...args }));

const balancer = async (args: Partial<LoadBalancerArgs> = {}) =>
  only(await make(args), "aws:lb/loadBalancer:LoadBalancer").inputs;

const doors = (resources: Recorded[]) =>
  ofType(resources, INGRESS).map(({ inputs }) => [inputs.fromPort, inputs.cidrIpv4]);

describe("LoadBalancer", () => {
  it("serves HTTP to the world, as a web site does", async () => {
    const resources = await make();
    assert.equal(only(resources, LISTENER).inputs.protocol, "HTTP");
    assert.deepEqual(doors(resources), [[80, "0.0.0.0/0"]]);
  });

  it("forwards to its one target group", async () => {
    assert.deepEqual(only(await make(), LISTENER).inputs.defaultActions, [
      { type: "forward", targetGroupArn: "arn:web" },
    ]);
  });

  describe("with a certificate", () => {
    const certificateArn = "arn:aws:acm:ap-northeast-2:123456789012:certificate/1";

    const listener = async (name: string) => {
      const resources = await make({ certificateArn });
      const listeners = ofType(resources, LISTENER).filter((resource) => resource.name === name);
      return only(listeners, LISTENER).inputs;
    };

    it("serves HTTPS with TLS 1.2 or newer", async () => {
      const https = await listener("site-https");
      assert.equal(https.port, 443);
      assert.equal(https.certificateArn, certificateArn);
      assert.equal(https.sslPolicy, "ELBSecurityPolicy-TLS13-1-2-2021-06");
    });

    it("redirects HTTP there for good", async () => {
      assert.deepEqual((await listener("site-http")).defaultActions, [
        {
          type: "redirect",
          redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" },
        },
      ]);
    });

    it("opens both ports", async () => {
      assert.deepEqual(doors(await make({ certificateArn })), [
        [80, "0.0.0.0/0"],
        [443, "0.0.0.0/0"],
      ]);
    });

    it("gives an https URL, and the listener that forwards", async () => {
      const { result } = await run(() => {
        const { url, listenerArn } = new LoadBalancer("site", { ...base, certificateArn });
        return { url, listenerArn };
      });
      assert.equal(result.url, "https://site.elb.example.com");
      assert.match(result.listenerArn, /site-https$/);
    });
  });

  it("opens to the given blocks only", async () => {
    const allowedCidrs = ["198.51.100.0/24", "203.0.113.7/32"];
    assert.deepEqual(
      doors(await make({ allowedCidrs })),
      allowedCidrs.map((cidr) => [80, cidr]),
    );
  });

  it("drops malformed headers, and can be deleted", async () => {
    const inputs = await balancer();
    assert.equal(inputs.dropInvalidHeaderFields, true);
    assert.equal(inputs.enableDeletionProtection, false);
    assert.equal("accessLogs" in inputs, false);
  });

  it("refuses to be deleted when asked to", async () => {
    const inputs = await balancer({ deletionProtection: true });
    assert.equal(inputs.enableDeletionProtection, true);
  });

  it("writes access logs where asked to", async () => {
    const inputs = await balancer({ accessLogs: { bucket: "logs", prefix: "site" } });
    assert.deepEqual(inputs.accessLogs, { bucket: "logs", prefix: "site", enabled: true });
  });

  it("keeps no rule inside its security group, where it would undo the rules beside it", async () => {
    const { inputs } = only(await make(), "aws:ec2/securityGroup:SecurityGroup");
    assert.equal("ingress" in inputs || "egress" in inputs, false);
  });

  it("refuses to stand in one zone, or before nothing", () => {
    const make = (args: Partial<LoadBalancerArgs>) => () =>
      new LoadBalancer("site", { ...base, ...args });
    assert.throws(make({ subnetIds: ["subnet-a"] }), /two zones or more/);
    assert.throws(make({ targets: [] }), /needs a target/);
  });
});
