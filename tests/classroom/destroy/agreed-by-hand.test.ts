import assert from "node:assert/strict";
import { consentByPrompt } from "../../../classroom/destroy/ask-by-hand.ts";
import { ByHandError, removeByHand, showObstacles } from "../../../classroom/destroy/by-hand.ts";
import type { Leftover } from "../../../classroom/search/leftover.ts";
import { awsError, FakeAccount } from "../../support/fakes/fake-account.ts";
import { agreed, gateTo, made } from "./agreeing.ts";

const INSIDE =
  "Made by hand in the class's network, groups and resources; AWS deletes those only after these:";
const ATTACHED =
  "Made by hand and attached to the class's resources; they remain until leftovers --delete:";

describe("what was made by hand, before a destroy", () => {
  const [one, two] = [made("subnet-1"), made("subnet-2")];

  it("is nothing to say, to ask about or to note, where there is none", async () => {
    assert.deepEqual(await agreed({}), {
      ...{ result: [], lifted: [], asked: [], noted: [], said: "" },
    });
  });

  it("is asked about where it stands in the way, and is what was agreed to", async () => {
    const { result, asked, noted, said } = await agreed({ inside: [one, two] });
    assert.deepEqual([result, asked, noted], [[one, two], [[one, two]], []]);
    assert.ok(said.startsWith(`\n${INSIDE}\nkind`));
    assert.match(said, /subnet +subnet-1 .* in vpc-1; by minji\n.*subnet-2/);
    assert.ok(!said.includes(ATTACHED));
  });

  it("is nothing that nobody has agreed to", async () => {
    assert.deepEqual((await agreed({ inside: [one] }, false)).result, []);
  });

  it("is noted where it stays behind, and not asked about", async () => {
    const { result, asked, noted, said } = await agreed({ attached: [one] });
    assert.deepEqual([result, asked, noted], [[], [], [[one]]]);
    assert.ok(said.startsWith(`\n${ATTACHED}\nkind`));
    assert.match(said, /subnet-1/);
    assert.ok(!said.includes(INSIDE));
  });

  it("is said to be unknown where AWS does not answer: how many places, and why the first", async () => {
    const place = { kind: "VPC", region: "us-east-1", reason: "denied", passing: false };
    const { said } = await agreed({ unseen: [place, { ...place, kind: "subnet" }] });
    assert.equal(
      said,
      "Resources made by hand could not be searched for in 2 places (VPC in us-east-1: denied)",
    );
  });
});

describe("what was agreed to", () => {
  async function removed(account: FakeAccount, confirmed = account.shown) {
    const [lines, pauses]: [string[], number[]] = [[], []];
    await removeByHand({ found: confirmed, locked: [] }, account, {
      report: (line) => void lines.push(line),
      sleep: (ms) => Promise.resolve(pauses.push(ms)),
    });
    return { lines, pauses };
  }

  it("is removed, as is said, with the pauses in milliseconds", async () => {
    const account = new FakeAccount().add("vol-1");
    const { lines, pauses } = await removed(account);
    assert.deepEqual(account.log, ["vol-1"]);
    assert.deepEqual(lines.slice(0, 2), [
      "Removing resources made by hand",
      "  deleted  volume vol-1, ap-northeast-2",
    ]);
    assert.ok(pauses.length > 0 && pauses.every((ms) => ms >= 1000));
  });

  it("is nothing to look for where it is nothing", async () => {
    const account = new FakeAccount().add("vol-1");
    account.refuse = () => assert.fail("nothing is asked");
    assert.deepEqual(await removed(account, []), { lines: [], pauses: [] });
  });

  it("is named with the reason where AWS does not delete it", async () => {
    const account = new FakeAccount().add("vol-1", {}, awsError("AccessDenied"));
    const { lines } = await removed(account);
    assert.match(lines.join("\n"), /^ {2}not removed {2}volume vol-1, ap-northeast-2: .+/m);
  });
});

describe("what a destroy is stuck on", () => {
  it("is shown where it lies in the way, but not what is only attached", async () => {
    const { gate } = gateTo({ inside: [made("subnet-1")], attached: [made("eipalloc-1")] });
    const lines: string[] = [];
    await showObstacles(gate, (line) => void lines.push(line));
    assert.match(lines.join("\n"), /subnet-1/);
    assert.doesNotMatch(lines.join("\n"), /eipalloc-1/);
  });
});

describe("the consent of who calls down", () => {
  const asking = async (found: readonly Leftover[], answer: string | undefined) => {
    const questions: string[] = [];
    const consent = consentByPrompt(false, "npm run down -- --remove-foreign", (question) => {
      questions.push(question);
      return Promise.resolve(answer);
    });
    const result = await consent(found).catch((error: unknown) => error);
    return { result, questions };
  };

  it("is asked for with how many there are", async () => {
    const [one, two] = [made("subnet-1"), made("subnet-2")];
    assert.deepEqual(await asking([one], "y"), {
      result: true,
      questions: ["Remove this resource too, permanently? (y/N) "],
    });
    assert.deepEqual((await asking([one, two], "yes")).questions, [
      "Remove these 2 resources too, permanently? (y/N) ",
    ]);
  });

  it("ends it, with how many there are and the call that goes on, where it is not given", async () => {
    for (const answer of ["n", undefined]) {
      const { result } = await asking([made("subnet-1"), made("subnet-2")], answer);
      assert.ok(result instanceof ByHandError);
      assert.equal(
        result.message,
        "Nothing was destroyed: 2 resources made by hand block the destroy (see above).\n" +
          "  fix: delete them, or run npm run down -- --remove-foreign, which removes them too",
      );
    }
  });

  it("is not asked for where the call gives it", async () => {
    const nobody = () => assert.fail("nobody is asked");
    assert.equal(await consentByPrompt(true, "", nobody)([made("subnet-1")]), true);
  });
});
