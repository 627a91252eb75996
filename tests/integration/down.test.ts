import assert from "node:assert/strict";
import path from "node:path";
import type { ResourceRecordSet } from "@aws-sdk/client-route-53";
import { route53Client } from "../../aws/route53/client.ts";
import { ProtectedError } from "../../classroom/destroy/protected.ts";
import { takeDown } from "../../classroom/destroy/take-down.ts";
import { deployedResources } from "../../classroom/pulumi/deployed-class.ts";
import { ShelfKeeper } from "../../classroom/record/record-keeper.ts";
import { FolderShelf } from "../../classroom/record/shelf.ts";
import { type Faults, FaultyProxy } from "../support/engine/faulty-proxy.ts";
import { TestStack } from "../support/engine/stack.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const LABS = { "s3-bucket": true, "security-group": true, dynamodb: true };

/** The first `times` calls that are called so go wrong. */
const first = (times: number, action: RegExp, status: number, code: string): Faults => {
  let left = times;
  return (call) => (action.test(call.action) && left-- > 0 ? { status, code } : undefined);
};

/** Every n-th call goes wrong. */
const every = (n: number, status: number, code: string): Faults => {
  let count = 0;
  return () => (++count % n === 0 ? { status, code } : undefined);
};

describe("taking a class down", function () {
  this.timeout("10m");
  const temporary = temporaryFolder();
  let stack: TestStack;
  let proxy: FaultyProxy;
  let said: string[];
  before(async () => {
    stack = await TestStack.start();
    proxy = await FaultyProxy.before(stack.emulator.endpoint);
  });
  after(async () => {
    await proxy.stop();
    await stack.stop();
  });
  beforeEach(() => {
    said = [];
    proxy.faults = () => undefined;
  });

  const settings = { "class:labs": LABS };
  const down = async (deleteProtected = false): Promise<boolean> => {
    const options = {
      report: (line: string) => said.push(line),
      verbose: true,
      deleteProtected,
      sleep: () => Promise.resolve(),
    };
    const place = path.join(temporary.path, "records/local");
    const keeper = new ShelfKeeper(new FolderShelf(place, temporary.path, "local"));
    return takeDown(stack.open(proxy.endpoint), keeper, options);
  };
  const left = async () => deployedResources(JSON.parse(await stack.export()));

  it("ends clean though AWS slows it down, fails now and then, and says that something is in use", async () => {
    await stack.up(settings);
    const [slow, broken, used] = [
      every(7, 503, "SlowDown"),
      every(11, 500, "InternalError"),
      first(4, /^(DeleteSecurityGroup|DeleteSubnet)$/, 400, "DependencyViolation"),
    ];
    proxy.faults = (call) => slow(call) ?? broken(call) ?? used(call);
    assert.equal(await down(), true, said.join("\n"));
    assert.ok(proxy.refused > 20);
    assert.deepEqual(await stack.inventory(), []);
  });

  it("says what is stuck and why, keeps it in the stack's record, and goes on from there", async () => {
    await stack.up(settings);
    proxy.faults = first(Infinity, /^DeleteInternetGateway$/, 403, "UnauthorizedOperation");
    assert.equal(await down(), false);
    assert.match(said.join("\n"), /network \(InternetGateway igw-\w+\)\n.*UnauthorizedOperation/);
    assert.ok((await left()).some(({ type }) => type.endsWith(":InternetGateway")));
    proxy.faults = () => undefined;
    assert.equal(await down(), true, said.join("\n"));
    assert.deepEqual(await stack.inventory(), []);
  });

  /** A student's record, which would keep the zone from being deleted. */
  async function addRecord(): Promise<void> {
    const [zone] = (await left()).filter(({ type }) => type === "aws:route53/zone:Zone");
    const record: ResourceRecordSet = {
      Name: "student-01.aws-class.test",
      Type: "A",
      TTL: 60,
      ResourceRecords: [{ Value: "192.0.2.1" }],
    };
    const route53 = await stack.open().aws.client(route53Client);
    await route53.changeResourceRecordSets({
      HostedZoneId: zone?.id ?? "",
      ChangeBatch: { Changes: [{ Action: "CREATE", ResourceRecordSet: record }] },
    });
  }

  it("destroys nothing where data is protected, unless it is told to", async () => {
    const labs = { ...LABS, "dns-zone": true };
    await stack.up({ "class:labs": labs, "class:protect": "true" });
    await addRecord();
    const before = (await left()).length;
    await assert.rejects(down(), (error) => {
      assert.ok(error instanceof ProtectedError);
      assert.match(error.message, /s3-bucket \(Bucket s3-bucket-\w+\)/);
      return true;
    });
    assert.equal((await left()).length, before);
    assert.equal(await down(true), true, said.join("\n"));
    assert.deepEqual(await stack.inventory(), []);
  });
});
