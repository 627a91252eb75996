import assert from "node:assert/strict";
import { classStates } from "../../../classroom/spending/class-states.ts";
import { FakeStack, IDENTITY, type StateResource } from "../../support/fakes/fake-stack.ts";
import { NOW, REGION } from "./support.ts";

/** A class with these students' stacks. */
const placeWith = (students: Readonly<Record<string, FakeStack>>) => ({
  stack: new FakeStack([
    { type: "pulumi:pulumi:Stack", name: "class-dev", id: "", outputs: { class: IDENTITY } },
    { type: "aws:ec2/eip:Eip", name: "ip", id: "eipalloc-1" },
  ]).pulumi,
  listed: () =>
    Promise.resolve(
      new Map(Object.keys(students).map((id) => [id, { name: id, updateInProgress: false }])),
    ),
  stackOf: (id: string) => (students[id] ?? new FakeStack()).pulumi,
});

/** A stack that says whose it is. */
const stackOf = (identity: object, resources: readonly StateResource[] = []) => {
  const stack = new FakeStack(resources);
  stack.outputsNow = { class: { ...IDENTITY, ...identity } };
  return stack;
};

const ip = (id: string) => ({ type: "aws:ec2/eip:Eip", name: "ip", id });

describe("classStates", () => {
  it("has what each stack holds, with the inputs that prices need, and whose it is", async () => {
    const inputs = { instanceType: "t3.micro" };
    const server = {
      type: "aws:ec2/instance:Instance",
      name: "web",
      id: "i-1",
      lab: "linux-server",
      inputs,
    };
    const { stacks, identity, present, unread } = await classStates(
      placeWith({ s01: stackOf({ student: "s01" }, [server]) }),
      REGION,
      NOW,
    );
    assert.equal(identity?.id, IDENTITY.id);
    assert.deepEqual(
      stacks.map(({ student, resources }) => [student, resources.map(({ id }) => id)]),
      [
        [undefined, ["eipalloc-1"]],
        ["s01", ["i-1"]],
      ],
    );
    assert.deepEqual(stacks[1]?.resources[0]?.props, inputs);
    assert.equal(present.known("i-1").length, 1);
    assert.deepEqual(unread, []);
  });

  it("does not count a class of its own whose stack has the name of a student's", async () => {
    const { stacks, present } = await classStates(
      placeWith({
        seoul: stackOf({ name: "seoul" }, [ip("eipalloc-2")]),
        s01: stackOf({ student: "s01" }, [ip("eipalloc-3")]),
      }),
      REGION,
      NOW,
    );
    assert.deepEqual(
      stacks.map(({ student }) => student),
      [undefined, "s01"],
    );
    assert.deepEqual(present.known("eipalloc-2"), []);
    assert.equal(present.known("eipalloc-3").length, 1);
  });

  it("reads the others where one stack cannot be read, and names that one", async () => {
    const broken = new FakeStack();
    broken.export = () => Promise.reject(new Error("no passphrase"));
    const { stacks, unread } = await classStates(
      placeWith({ s01: broken, s02: stackOf({ student: "s02" }) }),
      REGION,
      NOW,
    );
    assert.deepEqual(
      stacks.map(({ student }) => student),
      [undefined, "s02"],
    );
    assert.deepEqual(unread, [{ what: "stack dev", reason: "no passphrase" }]);
  });
});
