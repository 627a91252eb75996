import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { Started } from "../../../engine/background/background.ts";
import { stopEmulator } from "../../../engine/emulator/emulator.ts";
import { openLocal } from "./browser.ts";
import { gone, kill } from "../../support/engine/class-processes.ts";
import { Command } from "../../support/engine/command.ts";
import { goesDown } from "../../support/engine/goes-down.ts";
import { inOrder } from "../../support/processes/in-order.ts";

const LABS = "s3-bucket,static-site,domain-site";

/** By the commands that users type, and the addresses that these print. */
describe("the websites of the class on this machine", function () {
  inOrder(); // each goes on from the class that the one before has left
  this.timeout("5m");
  const folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-websites-"));
  after(async () => {
    await stopEmulator(folder); // of a run that failed: the traffic ends with it
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (...args: string[]) => new Command(folder, args).end();

  const traffic = () =>
    JSON.parse(readFileSync(path.join(folder, "traffic.json"), "utf8")) as Started;

  /** The addresses that a command has printed, by lab and label: `static-site Website`. */
  const printed = (said: string): Map<string, string> => {
    const lines = stripVTControlCharacters(said).split("\n");
    let lab = "";
    return new Map(
      lines.flatMap((line) => {
        lab = /^([a-z0-9-]+) {2}\S/.exec(line)?.[1] ?? lab;
        const [, label = "", url] = /^ {2}(\S.*?) {2,}(http:\S+)$/.exec(line) ?? [];
        return url === undefined ? [] : [[`${lab} ${label}`, url] as const];
      }),
    );
  };
  let urls: Map<string, string>;
  const urlOf = (output: string): string => urls.get(output) ?? assert.fail(`no ${output}`);
  const open = (output: string, below = "") => openLocal(`${urlOf(output)}${below}`);

  /** How many checks of the labs had each outcome. */
  const outcomes = async (labs = LABS) => {
    const { said } = await run("check", "--labs", labs, "--json");
    const results = JSON.parse(said.slice(said.indexOf("["))) as {
      outcome: string;
      seen: string;
    }[];
    return Object.groupBy(results, ({ outcome }) => outcome);
  };

  it("have addresses that answer at once", async () => {
    const { code, said } = await run("up", "--labs", LABS);
    assert.equal(code, 0, said);
    urls = printed(said);
    const { status, headers, body } = await open("static-site Website", "/");
    assert.deepEqual([status, headers["content-type"]], [200, "text/html; charset=utf-8"]);
    assert.match(body, /<title>정적 웹사이트 · A static website<\/title>/);
    assert.equal(
      (await open("static-site Website", "/css/site.css")).headers["content-type"],
      "text/css; charset=utf-8",
    );
    assert.equal((await open("static-site Website", "/no/such/page")).status, 404);
  });

  it("show a public object, and refuse a private one", async () => {
    assert.equal((await open("s3-bucket Object URL of the public object")).status, 200);
    assert.equal((await open("s3-bucket Object URL of the private object")).status, 403);
  });

  it("lead from www to the domain, here too", async () => {
    const { status, headers } = await open("domain-site Website, with www", "/a");
    assert.deepEqual([status, headers.location], [301, `${urlOf("domain-site Website")}/a`]);
  });

  it("are seen by the checks, with the domain's name servers", async () => {
    const { pass = [], ...others } = await outcomes();
    assert.deepEqual([pass.length, others], [17, {}]);
  });

  it("are closed, and found to be, when the policy is gone", async () => {
    assert.equal((await run("break", "--labs", "static-site")).code, 0);
    const { fail = [] } = await outcomes("static-site");
    assert.equal(fail.length, 3);
    assert.match(fail[1]?.seen ?? "", /s3-website.* returns 403, not 200/);
  });

  it("answer at the same addresses after their process was killed and another command has run", async () => {
    const { process, endpoint } = traffic();
    kill(process);
    await gone(process);
    assert.equal((await run("outputs")).code, 0);
    assert.notEqual(traffic().process.pid, process.pid);
    assert.equal(traffic().endpoint, endpoint);
    assert.equal((await open("static-site Website", "/")).status, 403); // it is still broken
    assert.equal((await open("domain-site Website", "/")).status, 200);
  });

  it("end with the class", async () => {
    await goesDown(folder);
    await assert.rejects(open("static-site Website", "/"), { code: "ECONNREFUSED" });
  });
});
