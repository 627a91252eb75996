import assert from "node:assert/strict";
import type { ClassStatus } from "../../../classroom/class-status/class-status.ts";
import { upload } from "../../../classroom/page/publishing/upload.ts";
import { fakeEnvironment } from "../../support/fakes/fake-environment.ts";
import { localServer } from "../../support/local-server.ts";
import { NOW, releasedView } from "../../support/pages/released-class.ts";
import { awsAt } from "../../support/subjects.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const page = (student: string) => `pages/${student}-${"x".repeat(22)}/page.html`;
const SITE = { url: "https://d1.cloudfront.net", bucketName: "dev-pages" };

describe("publishing the pages of a class that changes meanwhile", function () {
  this.timeout("30s");
  const server = localServer();
  const temporary = temporaryFolder();
  fakeEnvironment(() => ({ AWS_CLASS_FOLDER: temporary.path }));

  /**
   * Publishes a class that had students s01 and s02 when it was read. @param changed what another command does until this one gets
   * the lock
   */
  async function published(
    changed: (bucket: Set<string>) => ClassStatus["students"],
  ): Promise<{ bucket: string[]; shown: string[] }> {
    const bucket = new Set(["pages/class/page.html", page("s01"), page("s02")]);
    const endpoint = await server.serve(({ method = "", url = "" }, response) => {
      const [, , ...key] = (url.split("?")[0] ?? "").split("/");
      if (method === "PUT") bucket.add(key.join("/"));
      else if (method === "DELETE") bucket.delete(key.join("/"));
      const keys = [...bucket].map((each) => `<Contents><Key>${each}</Key></Contents>`).join("");
      response.end(method === "GET" ? `<ListBucketResult>${keys}</ListBucketResult>` : "");
    });
    const own = await releasedView({ labs: ["s3-bucket"] });
    const student = { name: undefined, status: { state: "up" }, view: own } as const;
    let statuses: ClassStatus["students"] = { s01: { state: "up" }, s02: { state: "up" } };
    const keeper = {
      exclusively: <T>(_: unknown, work: () => Promise<T>): Promise<T> => {
        statuses = changed(bucket);
        return work();
      },
    };
    const { students, folders } = await upload({ aws: awsAt(endpoint), keeper }, SITE, {
      view: { own, students: ["s01", "s02"].map((id) => ({ ...student, id })) },
      options: { language: "en", now: NOW },
      statuses: () => Promise.resolve(statuses),
      report: () => undefined,
    });
    const shown = students.flatMap(({ id, view }) => (view && folders.has(id) ? [id] : []));
    return { bucket: [...bucket].sort(), shown };
  }

  it("does not bring back the page of a student who was closed", async () => {
    for (const s02 of [{ s02: { state: "no resources" } }, {}] as ClassStatus["students"][])
      assert.deepEqual(
        await published((bucket) => {
          bucket.delete(page("s02"));
          return { s01: { state: "up" }, ...s02 };
        }),
        { bucket: ["pages/class/page.html", page("s01")], shown: ["s01"] },
      );
  });

  it("leaves the page of a student who was opened and published", async () => {
    const { bucket } = await published((there) => {
      there.add(page("s03"));
      return { s01: { state: "up" }, s02: { state: "up" }, s03: { state: "up" } };
    });
    assert.deepEqual(bucket.slice(1), [page("s01"), page("s02"), page("s03")]);
  });

  it("takes away the page of a student whose stack went while the bucket still had it", async () => {
    const { bucket } = await published(() => ({
      s01: { state: "changing" },
      s02: { state: "no resources" },
    }));
    assert.deepEqual(bucket, ["pages/class/page.html", page("s01")]);
  });
});
