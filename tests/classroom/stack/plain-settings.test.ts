import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { fakeEnvironment } from "../../support/fakes/fake-environment.ts";
import { SALT } from "../../support/fakes/fake-stack.ts";
import { ProjectCopy } from "../../support/project-copy.ts";

const SECRET = "{secure: v1:abcdefghijkl:AAAA}";

describe("the settings of a stack in plain text", () => {
  fakeEnvironment(() => ({ PULUMI_CONFIG_PASSPHRASE: "of somebody else" }));
  let copy: ProjectCopy;
  let plainSettings: (typeof import("../../../classroom/stack/plain-settings.ts"))["plainSettings"];
  before(async () => {
    copy = new ProjectCopy();
    const file = path.join(copy.folder, "classroom/stack/plain-settings.ts");
    ({ plainSettings } = (await import(
      file
    )) as typeof import("../../../classroom/stack/plain-settings.ts"));
  });
  after(() => {
    copy.remove();
  });

  const read = (labs: string, ...only: (readonly string[])[]) => {
    const text = `encryptionsalt: ${SALT}\nconfig:\n  class:owner: kim\n  class:labs: ${labs}\n`;
    writeFileSync(path.join(copy.folder, "Pulumi.dev.yaml"), text);
    return plainSettings("dev", () => undefined, ...only);
  };
  const LABS = `{cdn: true, rds-mysql: {user: ${SECRET}}, efs: {encrypted: true}}`;

  it("need no passphrase where a lab that is not asked for has the secret", async () => {
    const { config, secrets } = await read(LABS, ["efs", "ami"]);
    assert.deepEqual(secrets, []);
    assert.deepEqual(config, { "class:owner": "kim", "class:labs": { efs: { encrypted: true } } });
  });

  for (const [what, labs, ...only] of [
    ["a lab that is asked for has the secret", LABS, ["efs", "rds-mysql"]],
    ["all labs are asked for", LABS],
  ] as const)
    it(`need it where ${what}`, async () => {
      await assert.rejects(read(labs, ...only), /the passphrase is not the one/);
    });

  it("are refused where all labs are one secret, whichever is asked for, with the line", async () => {
    for (const only of [[], [["efs"]]])
      await assert.rejects(read(SECRET, ...only), {
        name: "Error",
        message: /^Pulumi\.dev\.yaml, line 4, column 3: class:labs is encrypted as a whole/,
      });
  });
});
