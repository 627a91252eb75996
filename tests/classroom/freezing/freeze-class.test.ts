import assert from "node:assert/strict";
import path from "node:path";
import type { Chosen } from "../../../classroom/freezing/account.ts";
import { freezeClass, thawClass } from "../../../classroom/freezing/freeze-class.ts";
import { readOnce } from "../../../classroom/pulumi/read-once.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import type { StudentsPlace } from "../../../classroom/students/place.ts";
import { awsError } from "../../support/fakes/fake-account.ts";
import { type Answer, fakeAws } from "../../support/fakes/fake-aws.ts";
import { ACCOUNT, FakeKeeper, FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const GROUP = { type: "aws:iam/group:Group", name: "students", id: "students-1", lab: "students" };

describe("freezing a class in which a student has taken the class's rights away", () => {
  const temporary = temporaryFolder();

  /** Student s01 is in the class's group; the account of s02 cannot be reached. */
  async function changed(change: typeof freezeClass, answers: Readonly<Record<string, Answer>>) {
    const [called, said]: [string[], string[]] = [[], []];
    const aws = fakeAws({
      paginateGetGroup: () => ({ Users: [{ UserName: "dev-s01" }] }),
      getGroupPolicy: () => {
        throw awsError("NoSuchEntity");
      },
      putGroupPolicy: () => called.push("deny"),
      deleteGroupPolicy: () => called.push("allow"),
      ...answers,
    });
    const stack = new FakeStack([GROUP]).pulumi;
    const theirs = Object.assign(new FakeStack(), {
      settings: path.join(temporary.path, "Pulumi.yaml"),
      export: () => Promise.reject(new Error("role class-teacher cannot be assumed")),
    });
    const chosen = {
      place: {
        stackOf: () => theirs,
        keeperOf: () => Promise.resolve(new FakeKeeper()),
      } as unknown as StudentsPlace,
      open: {
        ...{ identity: IDENTITY, stack, aws, account: ACCOUNT, keeper: new FakeKeeper() },
        ...{ elsewhere: () => Promise.resolve(new Ledger([])), read: await readOnce(stack) },
      },
      ...{ listed: ["s01", "s02"], only: undefined },
    } satisfies Chosen;
    const { failed } = await change(chosen, (line) => void said.push(line));
    return { called, failed, said: said.join("\n") };
  }

  it("denies all others, and says whose could not be reached", async () => {
    const { called, failed, said } = await changed(freezeClass, {});
    assert.deepEqual(called, ["deny"]);
    assert.deepEqual(failed, ["stack dev-s02: role class-teacher cannot be assumed"]);
    assert.match(said, /^Logins {4}all but those below denied, console/m);
  });

  it("allows all others again", async () => {
    const { called, failed, said } = await changed(thawClass, {});
    assert.deepEqual(called, ["allow"]);
    assert.equal(failed.length, 1);
    assert.match(said, /^Logins {4}all but those below allowed$/m);
  });

  it("stops what can be stopped where AWS does not let it deny the logins", async () => {
    const asked: string[] = [];
    const { failed } = await changed(freezeClass, {
      putGroupPolicy: () => {
        throw awsError("AccessDenied");
      },
      paginateDescribeInstances: (_, region) => void asked.push(region),
    });
    assert.ok(
      failed.includes("logins of class aws-class: AccessDenied: AWS says so"),
      failed.join("\n"),
    );
    assert.deepEqual(asked, ["ap-northeast-2", "ap-northeast-1"]);
  });
});
