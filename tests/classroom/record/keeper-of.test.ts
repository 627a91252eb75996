import assert from "node:assert/strict";
import { bucketOptions, folderOf } from "../../../classroom/record/keeper-of.ts";

describe("the place of a record", () => {
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
});
