import assert from "node:assert/strict";
import { ExtendedError, refuseExtended } from "../../../classroom/expire/still-expired.ts";
import { FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";

describe("a class that is being destroyed because it has expired", () => {
  const END = new Date(IDENTITY.expires);
  const refused = (stack: FakeStack, now: Date, why: RegExp) =>
    assert.rejects(
      refuseExtended(stack, now),
      (error) => error instanceof ExtendedError && why.test(error.message),
    );

  it("is still to be destroyed from its end on", async () => {
    await refuseExtended(new FakeStack(), END);
    await refuseExtended(new FakeStack(), new Date(END.getTime() + 1));
  });

  it("is not, when it was extended at the last second", async () => {
    const before = new Date(END.getTime() - 1);
    await refused(new FakeStack(), before, /was extended to .*2026.*npm start -- --stack dev/);
  });

  it("is not for a student alone either, whose stack is brought up with the class's settings", async () => {
    const stack = Object.assign(new FakeStack(), { name: "dev-s01" });
    stack.outputsNow = { class: { ...IDENTITY, student: "s01" } };
    const before = new Date(END.getTime() - 1);
    await refused(stack, before, /missing: npm run class -- open ROSTER --class dev --only s01$/);
  });

  it("is not, when it does not say its end any more", async () => {
    const stack = new FakeStack();
    stack.outputsNow = {};
    await refused(stack, END, /does not say when it expires .* npm run down -- --stack dev/);
  });
});
