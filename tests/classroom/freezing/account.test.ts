import assert from "node:assert/strict";
import { INSTANCE } from "../../../aws/ec2/types.ts";
import { accountsOf } from "../../../classroom/freezing/account.ts";
import type { StackWithoutSettings } from "../../../classroom/stack/without-settings.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import type { StudentsPlace } from "../../../classroom/students/place.ts";
import { studentClassId } from "../../../infra/class-id.ts";
import { fakeAws } from "../../support/fakes/fake-aws.ts";
import { FakeKeeper, FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";

const GROUP = { type: "aws:iam/group:Group", name: "students", id: "students-1", lab: "students" };

const server = (id: string) =>
  new Ledger([
    { type: INSTANCE, region: IDENTITY.region, ids: [id], seen: "2026-11-24T10:00:00Z" },
  ]);

/** The search for what a freeze of class dev stops. @param keepers of students' records */
async function searched(
  keepers: Readonly<Record<string, Pick<FakeKeeper, "read">>>,
  only?: readonly string[],
) {
  const stack = new FakeStack([GROUP]);
  const listed = Object.keys(keepers);
  const place = {
    stackOf: (id: string) => Object.assign(new FakeStack(), { name: `dev-${id}` }),
    keeperOf: ({ name }: { name: string }) => Promise.resolve(keepers[name.slice(4)]),
  } as unknown as StudentsPlace;
  const said: string[] = [];
  const Users = listed.filter((id) => id !== "seoul").map((id) => ({ UserName: `dev-${id}` }));
  const open = {
    ...{ identity: IDENTITY, stack: stack.pulumi, account: undefined },
    aws: fakeAws({ paginateGetGroup: () => ({ Users }) }),
    keeper: new FakeKeeper({ identity: IDENTITY, ledger: server("i-class") }),
  } as unknown as StackWithoutSettings;
  const { accounts, unreached } = await accountsOf(
    { place, open, listed, only },
    (line) => void said.push(line),
  );
  const [own, ...others] = accounts;
  assert.ok(own);
  assert.deepEqual(others, []);
  const { search, unread } = await own.searchOf();
  const known = (id: string): boolean => search.claim.ledger.known(id).length > 0;
  return { own, search, unread, unreached, known, said: said.join("\n") };
}

const holding = (id: string) => new FakeKeeper({ identity: IDENTITY, ledger: server(id) });

describe("what a freeze searches for", () => {
  it("is what the records of the class and of its students have", async () => {
    const { known, unread, search } = await searched({ s01: holding("i-1"), s02: holding("i-2") });
    assert.deepEqual(["i-class", "i-1", "i-2", "i-3"].map(known), [true, true, true, false]);
    assert.deepEqual(unread, []);
    const { claim, regions } = search;
    assert.equal(claim.students?.get("s02"), studentClassId(IDENTITY.id ?? "", "s02"));
    assert.equal(claim.present.held.length, 0);
    assert.deepEqual(regions, [IDENTITY.region, IDENTITY.peerRegion]);
  });

  it("is that of some students alone", async () => {
    const { own, known } = await searched({ s01: holding("i-1"), s02: holding("i-2") }, ["s02"]);
    assert.deepEqual(["i-1", "i-2"].map(known), [false, true]);
    assert.deepEqual([own.students, own.users], [["s02"], ["dev-s02"]]);
  });

  it("names a record that cannot be read, and goes on with the others", async () => {
    const broken = { read: () => Promise.reject(new Error("not JSON")) };
    const { known, unread } = await searched({ s01: broken, s02: holding("i-2") });
    assert.deepEqual(unread, ["the record of s01: not JSON"]);
    assert.ok(known("i-2"));
  });

  it("leaves a class alone whose stack has the name of a student's", async () => {
    const keepers = { s01: holding("i-1"), seoul: holding("i-2") };
    const { known, said, unreached } = await searched(keepers);
    assert.deepEqual(unreached, []);
    assert.deepEqual(["i-1", "i-2"].map(known), [true, false]);
    assert.match(said, /Stack dev-seoul is not the stack of a student seoul/);
    const alone = await searched(keepers, ["seoul"]);
    assert.match(alone.unreached.join(""), /not the stack of a student seoul/);
  });
});
