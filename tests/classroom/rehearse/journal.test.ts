import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { JournalError, JournalFile, withEnd } from "../../../classroom/rehearse/journal.ts";
import { newJournal } from "../../../classroom/rehearse/prepare.ts";
import { forgetRehearsal, rehearsalFolder } from "../../../classroom/rehearsals/journal-place.ts";
import { linuxServer } from "../../../labs/linux-server/lab.ts";
import { fakeAws } from "../../support/fakes/fake-aws.ts";
import { BEGUN } from "../../support/fakes/fake-rehearsal.ts";
import { classOf } from "../../support/labs.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("the journal of a rehearsal", () => {
  const folder = temporaryFolder();

  it("is kept until it is removed", () => {
    const file = new JournalFile(folder.path, "dev");
    assert.equal(file.read(), undefined);
    file.write(BEGUN);
    assert.deepEqual(file.read(), BEGUN);
    file.remove();
    assert.equal(file.read(), undefined);
  });

  it("is none any more once a class takes the stack over", () => {
    const file = new JournalFile(rehearsalFolder(folder.path, "local"), "local");
    const others = new JournalFile(rehearsalFolder(folder.path, "dev"), "dev");
    for (const each of [file, others]) each.write(BEGUN);
    forgetRehearsal(folder.path, "local");
    assert.deepEqual([file.read(), others.read()], [undefined, BEGUN]);
    forgetRehearsal(folder.path, "local");
  });

  it("of an older version has set no end before", () => {
    const { expiredBefore, ...older } = BEGUN;
    writeFileSync(path.join(folder.path, "journal.json"), JSON.stringify(older));
    assert.deepEqual(new JournalFile(folder.path, "dev").read(), BEGUN);
    assert.deepEqual(expiredBefore, []);
  });

  it("keeps every end that it has set, and none twice", () => {
    assert.equal(withEnd(BEGUN, BEGUN.expires), BEGUN);
    const { expires, expiredBefore } = withEnd(withEnd(BEGUN, "second"), "third");
    assert.deepEqual([expires, expiredBefore], ["third", [BEGUN.expires, "second"]]);
  });

  it("that cannot be read is not taken for none: a class may be up", () => {
    writeFileSync(path.join(folder.path, "journal.json"), "{}");
    assert.throws(
      () => new JournalFile(folder.path, "dev").read(),
      (error) =>
        error instanceof JournalError &&
        error.message.includes("once the class is destroyed: npm run down -- --stack dev"),
    );
  });

  it("begins with a preflight that knows what the class has already", async () => {
    const config = classOf([[linuxServer, {}]]);
    const aws = fakeAws({
      getServiceQuota: ({ QuotaCode }) => ({
        Quota: { Value: QuotaCode === "L-F678F1CE" ? 1 : 1000 },
      }),
      getAccountSummary: () => ({ SummaryMap: { Roles: 0, InstanceProfiles: 0 } }),
      paginateDescribeVpcs: () => ({
        Vpcs: [{ VpcId: "vpc-1", Tags: [{ Key: "class-id", Value: config.id }] }],
      }),
    });
    const { preflight } = await newJournal(config, { aws }, BEGUN.expires, () => undefined);
    assert.ok(!preflight.notReady.includes("VPCs in ap-northeast-2"), preflight.notReady.join());
  });
});
