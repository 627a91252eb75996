import assert from "node:assert/strict";
import { ProtectedError } from "../../../classroom/destroy/protected.ts";
import { awsError } from "../../support/fakes/fake-account.ts";
import type { Answer } from "../../support/fakes/fake-aws.ts";
import { FakeStack } from "../../support/fakes/fake-stack.ts";
import { accountOf, down, SEOUL, SERVER, serverTagged, VPC, YES } from "./made-by-hand.ts";

describe("what people have made by hand, and AWS does not delete", () => {
  it("is a network interface of a service that no finder knows: it is named, and stays", async () => {
    const eni = (NetworkInterfaceId: string, Description: string) => ({
      ...{ NetworkInterfaceId, Description, VpcId: "vpc-1", RequesterManaged: true },
      RequesterId: "amazon-elasticache",
    });
    const account = accountOf([], {
      paginateDescribeNetworkInterfaces: (_, region) => ({
        NetworkInterfaces:
          region === SEOUL ? [eni("eni-1", "ElastiCache c-1"), eni("eni-2", "ELB app/own/1")] : [],
      }),
    });
    const stack = new FakeStack([VPC]);
    stack.destroys = [{ errors: { net: "DependencyViolation" } }];
    const { result, said } = await down(account, YES, stack);
    assert.equal(result, false);
    assert.match(
      said,
      /network interface +ElastiCache c-1.*made by amazon-elasticache, in vpc-1\n/,
    );
    assert.match(
      said,
      /not removed {2}network interface ElastiCache c-1 \(eni-1\).*delete what it belongs to/,
    );
    assert.doesNotMatch(said, /eni-2/);
  });

  it("is a security group on a server that stays: it is taken off that server first", async () => {
    const account = accountOf([], {
      paginateDescribeSecurityGroups: (_, region) => ({
        SecurityGroups:
          region === SEOUL && !account.calls.includes("delete sg-9")
            ? [{ GroupId: "sg-9", GroupName: "by-hand", VpcId: "vpc-1" }]
            : [],
      }),
      paginateDescribeNetworkInterfaces: ({ Filters }) => ({
        NetworkInterfaces: Filters
          ? [{ NetworkInterfaceId: "eni-1", Groups: [{ GroupId: "sg-1" }, { GroupId: "sg-9" }] }]
          : [],
      }),
      describeSecurityGroups: () => ({ SecurityGroups: [] }),
      modifyNetworkInterfaceAttribute: ({ Groups }) =>
        void account.calls.push(`only ${String(Groups)}`),
      deleteSecurityGroup: ({ GroupId }) => void account.calls.push(`delete ${String(GroupId)}`),
    });
    const { calls } = await down(account, YES);
    assert.deepEqual(calls, ["only sg-1", "delete sg-9"]);
  });

  it("is a VPN gateway that was detached and not deleted: the record knows it, and the search after the end finds it", async () => {
    let State = "attached";
    const account = accountOf([], {
      describeVpnGateways: (_, region) => ({
        VpnGateways:
          region === SEOUL
            ? [{ VpnGatewayId: "vgw-9", VpcAttachments: [{ VpcId: "vpc-1", State }] }]
            : [],
      }),
      detachVpnGateway: () => void (State = "detached"),
      deleteVpnGateway: () => {
        throw awsError("UnauthorizedOperation");
      },
    });
    const { result, said } = await down(account, YES);
    assert.equal(result, false);
    assert.match(said, /not removed {2}VPN gateway vgw-9/);
    assert.match(said, /VPN gateway +vgw-9 .*in the stack's record/);
  });

  const OAC = {
    ...{ type: "aws:cloudfront/originAccessControl:OriginAccessControl", name: "cdn", id: "E1" },
  };
  const HEADERS = {
    type: "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy",
    ...{ name: "pages", id: "H1" },
  };
  const PARAMETERS = {
    ...{ type: "aws:rds/parameterGroup:ParameterGroup", name: "mysql", id: "mysql-84" },
    outputs: { region: SEOUL },
  };

  it("is a distribution or a database of others that uses what the class has: it is named, and stays", async () => {
    const origin = { OriginAccessControlId: "E1" };
    const account = accountOf([], {
      paginateListDistributions: () => ({
        DistributionList: {
          Items: [
            { Id: "EDIST", Origins: { Items: [{}, origin] }, DefaultCacheBehavior: {} },
            { Id: "EOTHER", CacheBehaviors: { Items: [{ ResponseHeadersPolicyId: "H1" }] } },
          ],
        },
      }),
      paginateDescribeDBInstances: (_, region) => ({
        DBInstances: region === SEOUL ? [usingMysql] : [],
      }),
    });
    const usingMysql = {
      ...{ DBInstanceIdentifier: "theirs", DbiResourceId: "db-1", DeletionProtection: true },
      DBParameterGroups: [{ DBParameterGroupName: "mysql-84" }],
    };
    const stack = new FakeStack([OAC, HEADERS, PARAMETERS]);
    stack.destroys = [{ errors: { cdn: "OriginAccessControlInUse" } }];
    const { said, calls, keeper, result } = await down(account, YES, stack);
    assert.deepEqual([calls, result], [[], false]);
    const known = ["theirs", "db-1", "EDIST"].flatMap((id) => keeper.ledger.known(id));
    assert.deepEqual(known, [], "the record would make them the class's");
    assert.match(said, /CloudFront distribution +EDIST .*uses origin access control E1/);
    assert.match(said, /EOTHER .*uses response headers policy H1/);
    assert.match(said, /database +theirs .*uses parameter group mysql-84/);
    assert.match(said, /\n {2}fix: choose another origin access control .*CloudFront console/);
    assert.match(said, /\n {2}fix: choose another parameter group .*RDS console/);
    assert.match(said, /not removed {2}database theirs/);
  });

  it("keeps its protection where the class only shares a parameter group with it", async () => {
    const account = accountOf([], {
      describeDBInstances: () => ({ DBInstances: [theirs] }),
      paginateDescribeDBInstances: (_, region) => ({
        DBInstances: region === SEOUL ? [theirs] : [],
      }),
      modifyDBInstance: () => void account.calls.push("unlock"),
    });
    const theirs = {
      ...{ DBInstanceIdentifier: "theirs", DbiResourceId: "db-1", DeletionProtection: true },
      DBParameterGroups: [{ DBParameterGroupName: "mysql-84" }],
    };
    const { calls, pulumi } = await down(account, YES, new FakeStack([PARAMETERS]), true);
    assert.deepEqual([calls, pulumi], [[], ["refresh", "destroy"]]);
  });

  it("is no database in the class's network, which is removed before it could block", async () => {
    const removed: unknown[] = [];
    const account = accountOf([], {
      paginateDescribeDBInstances: (_, region) => ({
        DBInstances:
          region === SEOUL && removed.length === 0
            ? [
                {
                  ...{ DBInstanceIdentifier: "theirs", DbiResourceId: "db-1" },
                  DBSubnetGroup: { VpcId: "vpc-1" },
                  DBParameterGroups: [{ DBParameterGroupName: "mysql-84" }],
                },
              ]
            : [],
      }),
      deleteDBInstance: ({ DBInstanceIdentifier }) => void removed.push(DBInstanceIdentifier),
    });
    const { said } = await down(account, YES, new FakeStack([VPC, PARAMETERS]));
    assert.deepEqual(removed, ["theirs"]);
    assert.doesNotMatch(said, /uses parameter group/);
  });

  /** Servers of which i-9 has termination protection. */
  const protectedServer = (more: Readonly<Record<string, Answer>> = {}) => {
    const account = accountOf(["i-9"], {
      describeInstanceAttribute: ({ Attribute, InstanceId }) =>
        Attribute === "disableApiTermination" && InstanceId === "i-9"
          ? { DisableApiTermination: { Value: true } }
          : {},
      modifyInstanceAttribute: ({ InstanceId }) =>
        void account.calls.push(`unlock ${String(InstanceId)}`),
      ...more,
    });
    return account;
  };

  it("is refused at once where AWS protects it, with the option that lifts that", async () => {
    const account = protectedServer();
    const { result, calls, pulumi, said } = await down(account, YES);
    assert.ok(result instanceof ProtectedError);
    assert.match(
      result.message,
      /i-9 \(Instance i-9\): termination protection[\s\S]*--yes-delete-protected/,
    );
    assert.match(said, /i-9.*in vpc-1; by minji; has termination protection/);
    assert.deepEqual([calls, pulumi], [[], []]);
    const lifted = await down(account, YES, new FakeStack([VPC, SERVER]), true);
    assert.deepEqual(lifted.calls, ["unlock i-9", "terminate i-9"]);
  });

  it("keeps its protection where it is another class's, which is never deleted", async () => {
    const account = protectedServer(serverTagged("i-9", "class-id", "zzzzzzzz2222"));
    const { calls, pulumi, said } = await down(account, YES, new FakeStack([VPC, SERVER]), true);
    assert.deepEqual([calls, pulumi], [[], ["refresh", "destroy"]]);
    assert.match(said, /not removed {2}instance i-9/);
    const without = await down(account, YES, new FakeStack([VPC, SERVER]));
    assert.ok(
      !(without.result instanceof ProtectedError),
      "it stops no down that does not touch it",
    );
  });
});
