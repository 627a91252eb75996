import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { CredentialsError } from "../../../aws/credentials/credentials-error.ts";
import { WrongAccountError } from "../../../aws/sts/wrong-account.ts";
import { failed, resultOf, writtenIn } from "../../../classroom/preview/results.ts";
import { ExplainedError } from "../../../lib/errors.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const NOTHING = { changes: [], unchanged: 0 };

describe("the result of a preview", () => {
  const temporary = temporaryFolder();

  it("is a failure with the exit code of its error, which the log has whole", () => {
    for (const [error, code] of [
      [new WrongAccountError("account 111122223333: not dev's"), 4],
      [new CredentialsError("expired: 111122223333"), 3],
      [new ExplainedError("Pulumi.dev.yaml, line 2: 111122223333"), 1],
    ] as const) {
      const log: string[] = [];
      const { preview, code: found } = failed("dev", true, error, (line) => void log.push(line));
      const failure = error.message.replace("111122223333", "[hidden]");
      assert.deepEqual(preview, { stack: "dev", emulated: true, failure, ...NOTHING });
      assert.deepEqual([found, log], [code, [error.message]]);
    }
  });

  it("is no defect of ours", () => {
    const defect = new TypeError("x is undefined");
    assert.throws(() => failed("dev", false, defect, () => undefined), defect);
  });

  it("ends with 1 where it cannot be deployed, by a failure or a rule", () => {
    const well = { stack: "dev", emulated: false, ...NOTHING };
    const finding = { rule: "r", level: "advisory", message: "m" } as const;
    assert.equal(resultOf(well).code, 0);
    assert.equal(resultOf({ ...well, findings: [finding] }).code, 0);
    assert.equal(resultOf({ ...well, failure: "f" }).code, 1);
    assert.equal(resultOf({ ...well, findings: [{ ...finding, level: "mandatory" }] }).code, 1);
  });

  it("is a failure where the run that should have written it left nothing, or an empty file", () => {
    const file = path.join(temporary.path, "prod.json");
    const failure = "the preview wrote no result: see its log";
    const none = [{ preview: { stack: "prod", emulated: false, failure, ...NOTHING }, code: 1 }];
    assert.deepEqual(writtenIn(file), none);
    writeFileSync(file, "\n");
    assert.deepEqual(writtenIn(file), none);
  });
});
