import assert from "node:assert/strict";
import { unpublished } from "../../../classroom/closing/unpublished.ts";
import { FakeKeeper } from "../../support/fakes/fake-stack.ts";
import { localServer } from "../../support/local-server.ts";
import { awsAt } from "../../support/subjects.ts";

const folder = (student: string) => `pages/${student}-${"x".repeat(22)}`;
const UPLOADED = [
  "pages/class/page.html",
  ...["s01", "s02"].map((id) => `${folder(id)}/page.html`),
];

/** A class's stack. @param outputs of it */
const stateWith = (outputs: object) => ({
  deployment: { resources: [{ urn: "", type: "pulumi:pulumi:Stack", outputs }] },
});
const SITE = stateWith({ pages: { url: "https://d1.cloudfront.net", bucketName: "dev-pages" } });

describe("the published pages of students who are closed", () => {
  const server = localServer();
  let asked: string[];
  beforeEach(() => (asked = []));

  /** @param status S3's answer to a deletion */
  async function closed(state: unknown, students: readonly string[], status = 204) {
    const endpoint = await server.serve(({ method = "", url = "" }, response) => {
      const [address = ""] = url.split("?");
      asked.push(`${method} ${address}`);
      if (method === "DELETE") return response.writeHead(status).end();
      const keys = UPLOADED.map((key) => `<Contents><Key>${key}</Key></Contents>`).join("");
      return response.end(`<ListBucketResult>${keys}</ListBucketResult>`);
    });
    const said: string[] = [];
    const open = { aws: awsAt(endpoint), keeper: new FakeKeeper() };
    const isDone = await unpublished(open, state, students, (line) => void said.push(line));
    return { isDone, said: said.join("\n") };
  }

  it("are deleted, and the others' stay", async () => {
    assert.deepEqual(await closed(SITE, ["s02"]), {
      isDone: true,
      said: "Deleted 1 published file of closed students",
    });
    const deleted = asked.filter((each) => each.startsWith("DELETE"));
    assert.deepEqual(deleted, [`DELETE /dev-pages/${folder("s02")}/page.html`]);
  });

  it("are not looked for where nothing is published, or nobody is closed", async () => {
    for (const [state, students] of [
      [stateWith({}), ["s02"]],
      [SITE, []],
    ] as const)
      assert.deepEqual(await closed(state, students), { isDone: true, said: "" });
    assert.deepEqual(asked, []);
  });

  it("are named when they cannot be deleted, and the class is not closed cleanly", async () => {
    const { isDone, said } = await closed(SITE, ["s01", "s02"], 403);
    assert.equal(isDone, false);
    assert.match(said, /^Published pages of s01, s02 are not deleted: /);
  });
});
