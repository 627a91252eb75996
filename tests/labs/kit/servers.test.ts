import assert from "node:assert/strict";
import { Failure } from "../../../labs/contract/outcome.ts";
import { opens, sourceOf } from "../../../labs/kit/server/security-groups.ts";
import { onlyAdmins, runningServer } from "../../../labs/kit/server/servers.ts";
import { fakeAws } from "../../support/fakes/fake-aws.ts";

const HOME = "203.0.113.7/32";

describe("who may log in", () => {
  it("is said when it is the administrators", () => {
    assert.equal(onlyAdmins([HOME], [HOME]), `from ${HOME}`);
  });

  it("may be nobody", () => {
    assert.match(onlyAdmins([], []), /^nobody/);
  });

  it("fails when the world is let in besides", () => {
    const wrong = new Failure("also open to others than adminCidrs: 0.0.0.0/0");
    assert.throws(() => onlyAdmins([HOME, "0.0.0.0/0"], [HOME]), wrong);
  });

  it("fails when an administrator is not let in", () => {
    const wrong = new Failure(`closed to ${HOME}; a login times out`);
    assert.throws(() => onlyAdmins([], [HOME]), wrong);
  });
});

describe("a server that does not run", () => {
  const found = (...Tags: readonly { readonly Key: string; readonly Value: string }[]) => {
    const Instances = [{ InstanceId: "i-1", State: { Name: "stopped" }, Tags }];
    return runningServer(
      { aws: fakeAws({ describeInstances: () => ({ Reservations: [{ Instances }] }) }) },
      "i-1",
    );
  };

  it("is said to be frozen where freeze has stopped it: nobody can start it until thaw", async () => {
    await assert.rejects(
      found({ Key: "class-frozen", Value: "running" }),
      new Failure("server i-1 is stopped: the class is frozen, until thaw"),
    );
    await assert.rejects(found(), new Failure("server i-1 is stopped"));
  });
});

describe("a security group's rule", () => {
  it("opens the ports of its range", () => {
    const rule = { IpProtocol: "tcp", FromPort: 20, ToPort: 22 };
    assert.deepEqual(
      [22, 23].map((port) => opens(rule, port)),
      [true, false],
    );
  });

  it("opens every port when it is about all traffic", () => {
    assert.ok(opens({ IpProtocol: "-1", FromPort: -1, ToPort: -1 }, 22));
  });

  it("opens no TCP port when it is about another protocol", () => {
    assert.ok(!opens({ IpProtocol: "udp", FromPort: 22, ToPort: 22 }, 22));
  });

  it("has a source", () => {
    const rules = [{ CidrIpv6: "::/0" }, { ReferencedGroupInfo: { GroupId: "sg-1" } }, {}];
    assert.deepEqual(rules.map(sourceOf), ["::/0", "sg-1", "an unknown source"]);
  });
});
