import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { LOCAL } from "../../../classroom/console/shared-options.ts";
import { LocalFolder } from "../../../classroom/local/local-folder.ts";
import {
  bucketOptions,
  folderOf,
  keeperOf,
  keeperOn,
  shelfOf,
} from "../../../classroom/record/keeper-of.ts";
import { FakeStack } from "../../support/fakes/fake-stack.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("the place of a record", () => {
  const temporary = temporaryFolder();

  it("is beside the state, wherever Pulumi says that this is", () => {
    assert.equal(folderOf("file:///srv/state"), "/srv/state");
    assert.equal(folderOf("file:///srv/my%20state?no_tmp_dir=true"), "/srv/my state");
    assert.doesNotMatch(folderOf("file://~"), /~/);
    assert.match(folderOf("file://~/state"), /^\/.*\/state$/);
  });

  it("is reached as Pulumi reaches the bucket", () => {
    const options = (url: string, env = {}) => bucketOptions(new URL(url), env);
    const none = { profile: undefined, endpoint: undefined, pathStyle: false };
    assert.deepEqual(options("s3://b"), { region: "us-east-1", ...none });
    assert.equal(options("s3://b", { AWS_DEFAULT_REGION: "eu-west-1" }).region, "eu-west-1");
    const both = { AWS_REGION: "eu-west-2", AWS_DEFAULT_REGION: "eu-west-1" };
    assert.equal(options("s3://b", both).region, "eu-west-2");
    assert.deepEqual(
      options(
        "s3://b/p?region=ap-northeast-2&profile=school&endpoint=minio:9000&s3ForcePathStyle=true&disableSSL=true",
        both,
      ),
      {
        region: "ap-northeast-2",
        profile: "school",
        endpoint: "http://minio:9000",
        pathStyle: true,
      },
    );
    assert.equal(options("s3://b?endpoint=minio").endpoint, "https://minio");
    assert.equal(
      options("s3://b?endpoint=http://minio&use_path_style=true").endpoint,
      "http://minio",
    );
    assert.equal(options("s3://b?endpoint=minio&disable_https=true").endpoint, "http://minio");
    assert.equal(options("s3://b?use_path_style=true").pathStyle, true);
  });

  it("is in the bucket's folder beside the states, with any slashes", async () => {
    const stack = new FakeStack().pulumi;
    const placeOf = async (url: string) => (await keeperOn(url, stack)).place;
    assert.match(
      await placeOf("s3://states?endpoint=http://127.0.0.1:9"),
      /^s3:\/\/states\/\.aws-class\/dev/,
    );
    for (const url of ["s3://states/a/b", "s3://states//a/b//?profile=school"])
      assert.match(await placeOf(url), /^s3:\/\/states\/a\/b\/\.aws-class\/dev/);
    assert.match(await placeOf("file:///srv/state"), /^\/srv\/state\/\.aws-class\/dev/);
  });

  it("is in the class's folder for the class on this machine", async () => {
    const folder = new LocalFolder(temporary.path);
    const local = Object.assign(new FakeStack(), { name: LOCAL }).pulumi;
    const record = path.join(temporary.path, "records", LOCAL);
    assert.ok((await keeperOf(local, folder)).place.startsWith(record));
    assert.equal((await shelfOf(local, folder)).place, record);
    const file = path.join(temporary.path, "ledger", `${LOCAL}.json`);
    mkdirSync(path.dirname(file));
    writeFileSync(file, JSON.stringify({ held: [{ type: "t", region: "r", ids: ["vol-1"] }] }));
    const earlier = await (await keeperOf(local, folder)).read();
    assert.equal(earlier?.ledger.known("vol-1").length, 1);
  });
});
