import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { keptSetting } from "../../../classroom/class-page/published/kept-setting.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("the setting of published pages after the end of a class", () => {
  const folder = temporaryFolder();
  const saidOf = (config: string): string | undefined => {
    const file = path.join(folder.path, "Pulumi.spring.yaml");
    writeFileSync(file, `config:\n  class:name: spring\n${config}`);
    return keptSetting("spring", file);
  };

  it("is named while it is on, because the next class gets a site again", () => {
    for (const value of ["true", '"true"'])
      assert.match(
        saidOf(`  class:publish: ${value}\n`) ?? "",
        /^class:publish is still true in Pulumi\.spring\.yaml: the next class gets a site/,
      );
  });

  it("is not named otherwise, nor where this machine has no settings", () => {
    assert.equal(saidOf("  class:publish: false\n"), undefined);
    assert.equal(saidOf(""), undefined);
    assert.equal(keptSetting("spring", path.join(folder.path, "none.yaml")), undefined);
    assert.equal(saidOf("  class:labs: {\n"), undefined, "wrong settings fail no end of a class");
  });
});
