import assert from "node:assert/strict";
import os from "node:os";
import { StacksAsOne } from "../../../classroom/closing/stacks-as-one.ts";
import { heldResources } from "../../../classroom/pulumi/deployed-class.ts";
import { pendingCreates, writtenAt } from "../../../classroom/pulumi/pending-creates.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import { FakeKeeper, FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";
import { fakeEnvironment } from "../../support/fakes/fake-environment.ts";
import { killedProcess } from "../../support/processes/killed.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { awsAt } from "../../support/subjects.ts";

const TOPIC = "aws:sns/topic:Topic";
const held = (id: string) => new Ledger([{ type: TOPIC, region: "ap-northeast-2", ids: [id] }]);

const part = (id: string, identity: object = {}) => ({
  identity: { ...IDENTITY, ...identity },
  stack: Object.assign(new FakeStack([{ type: TOPIC, name: id, id }]), { name: id }).pulumi,
  aws: awsAt("http://127.0.0.1:9"),
  keeper: new FakeKeeper({ ledger: held(`former ${id}`) }),
  account: "111122223333",
});

describe("several stacks of a class as one", () => {
  const ofClass = part("dev");
  const student = part("dev-s01", { id: "zyxwvu765432", student: "s01" });
  const ids = async (one: StacksAsOne) =>
    heldResources(await one.stack.export()).map(({ id }) => id);

  it("hold what each holds, but for those that are known to be empty", async () => {
    const one = new StacksAsOne([ofClass, student]);
    assert.deepEqual(await ids(one), ["dev", "dev-s01"]);
    const opened = { ...student, exported: await student.stack.export() };
    const known = new StacksAsOne([ofClass, opened]);
    known.emptied("dev-s01");
    assert.deepEqual(await ids(known), ["dev"]);
  });

  it("hold what another run has brought up again in one that was empty", async () => {
    const one = new StacksAsOne([ofClass]);
    one.emptied("dev");
    assert.deepEqual(await ids(one), ["dev"]);
  });

  it("name what each was making when it was killed, also those that are empty by now", async () => {
    const was = (urn: string, time: string) => ({
      deployment: {
        manifest: { time },
        pending_operations: [{ resource: { urn }, type: "creating" }],
      },
    });
    const urn = "urn:pulumi:dev-s01::class::aws:sns/topic:Topic::alarm";
    const first = was(urn, "2026-11-25T18:00:00+09:00");
    const later = was(urn, "2026-11-25T10:00:00Z");
    const idle = { deployment: { manifest: { time: "2026-12-01T10:00:00Z" } } };
    const one = new StacksAsOne([
      { ...ofClass, exported: idle },
      { ...student, exported: later },
      { ...part("dev-s02"), exported: first },
    ]);
    for (const name of ["dev", "dev-s01", "dev-s02"]) one.emptied(name);
    const exported = await one.stack.export();
    const urns = pendingCreates(exported).map((each) => each.urn);
    assert.deepEqual([urns, writtenAt(exported)], [[urn, urn], "2026-11-25T10:00:00Z"]);
  });

  it("are not exported again where that was done a moment ago, once", async () => {
    const fresh = { deployment: { resources: [] } };
    const one = new StacksAsOne([ofClass, student], new Map([["dev", fresh]]));
    assert.deepEqual(await ids(one), ["dev-s01"]);
    assert.deepEqual(await ids(one), ["dev", "dev-s01"]);
  });

  it("have the records of all, and note what is new in the class's", async () => {
    const one = new StacksAsOne([ofClass, student]);
    const record = await one.keeper.read();
    assert.ok(record);
    assert.equal(record.ledger.known("former dev-s01").length, 1);
    assert.equal(record.ledger.known("former dev").length, 1);
    await one.keeper.add({ ledger: held("new") });
    assert.equal(ofClass.keeper.ledger.known("new").length, 1);
    assert.equal(student.keeper.ledger.known("new").length, 0);
  });

  describe("where one is locked", () => {
    const folder = temporaryFolder();
    fakeEnvironment(() => ({ AWS_CLASS_FOLDER: folder.path }));

    const lockedBy = (host: string, pid: number) => {
      const at = new Date().toISOString();
      const lock = `dev-s01/x.json, created by kim@${host} (pid ${pid}) at ${at}`;
      return { ...student, keeper: Object.assign(new FakeKeeper(), { lock }) };
    };
    const lockOf = (other: typeof student) => new StacksAsOne([ofClass, other]).keeper.pulumiLock();

    it("are locked, but not by a run that was started and killed here", async () => {
      assert.equal(await lockOf(student), undefined);
      assert.match((await lockOf(lockedBy("elsewhere", 1))) ?? "", /dev-s01/);
      assert.match((await lockOf(lockedBy(os.hostname(), process.pid))) ?? "", /dev-s01/);
      assert.equal(await lockOf(lockedBy(os.hostname(), await killedProcess())), undefined);
    });

    it("are locked by a machine or container of the same name, whose process cannot be seen", async () => {
      assert.match((await lockOf(lockedBy(os.hostname(), 2 ** 22 + 1))) ?? "", /dev-s01/);
    });
  });

  it("know the class ids of the students", () => {
    const one = new StacksAsOne([ofClass, student]);
    assert.deepEqual([...one.students], [["s01", "zyxwvu765432"]]);
  });

  it("know no student where a stack does not say whose it is, and none of the first", () => {
    const [nameless, idless] = [
      part("dev-s03"),
      part("dev-s04", { id: undefined, student: "s04" }),
    ];
    const own = part("dev", { student: "s09" });
    assert.deepEqual([...new StacksAsOne([own, nameless, idless]).students], []);
  });

  it("are in the account and at the AWS of the first, and one without a record has held nothing", async () => {
    const one = new StacksAsOne([ofClass]);
    assert.deepEqual([one.account, one.aws, one.stack.name], [ofClass.account, ofClass.aws, ""]);
    const none = new StacksAsOne([{ ...ofClass, keeper: new FakeKeeper() }]);
    assert.deepEqual((await none.keeper.read())?.ledger.held, []);
    assert.deepEqual(await ids(new StacksAsOne([ofClass], new Map([["dev", {}]]))), []);
  });
});
