import assert from "node:assert/strict";
import { UsageError } from "../../../classroom/console/command.ts";
import { findAndDelete, type LeftoversOptions } from "../../../classroom/leftovers/leftovers.ts";

const refuses = (options: Partial<LeftoversOptions>, why: RegExp): Promise<void> => {
  const none = { stack: undefined, className: undefined, regions: [], confirmed: undefined };
  const call = findAndDelete({ ...none, deleting: false, json: false, ...options });
  return assert.rejects(call, (error) => error instanceof UsageError && why.test(error.message));
};

describe("leftovers", () => {
  it("are a stack's or a class's, not both", async () => {
    await refuses(
      { stack: "dev", className: "aws-class", regions: ["us-east-1"] },
      /either --stack or --class/,
    );
  });

  it("of a class are looked for where the call says", async () => {
    await refuses({ className: "aws-class" }, /--regions/);
  });

  it("of a class are listed, never deleted: its tags prove nothing", async () => {
    const call = { className: "aws-class", regions: ["us-east-1"], deleting: true };
    await refuses(call, /only lists/);
    await refuses({ ...call, confirmed: "aws-class" }, /only lists/);
  });

  it("are confirmed only to be deleted", async () => {
    await refuses({ confirmed: "aws-class" }, /--delete/);
  });
});
