import assert from "node:assert/strict";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { withoutLinks } from "../../../components/deploy/bundle-links.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("a bundle", () => {
  const folder = temporaryFolder();
  const at = (name: string) => path.join(folder.path, name);
  const bundle = () =>
    new pulumi.asset.AssetArchive({
      "page.html": new pulumi.asset.StringAsset("page"),
      app: new pulumi.asset.FileArchive(folder.path),
    });

  it("takes files and folders", async () => {
    mkdirSync(at("hooks"));
    writeFileSync(at("hooks/start.sh"), "exit 0");
    const files = bundle();
    assert.equal(await withoutLinks(files), files);
  });

  it("refuses a link in a folder of it, to a file or around", async () => {
    mkdirSync(at("hooks"));
    symlinkSync(".", at("hooks/around"));
    await assert.rejects(withoutLinks(bundle()), /hooks\/around" is a link: replace it/);
  });

  it("refuses a file that is a link", async () => {
    symlinkSync("/etc/hosts", at("hosts"));
    const files = new pulumi.asset.AssetArchive({ a: new pulumi.asset.FileAsset(at("hosts")) });
    await assert.rejects(withoutLinks(files), /hosts" is a link/);
  });
});
