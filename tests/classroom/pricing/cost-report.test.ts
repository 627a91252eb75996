import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { showCost } from "../../../classroom/cost/show-cost.ts";
import { textTable } from "../../../classroom/console/text-table.ts";
import { plannedSettings } from "../../../classroom/pricing/planned-settings.ts";
import { classCost } from "../../../classroom/pricing/class-cost.ts";
import { describeCost } from "../../../classroom/pricing/cost-report.ts";
import { capturedConsole } from "../../support/fakes/captured-console.ts";

const labs = ["load-balancer", "linux-server", "iam-users"];

describe("describeCost", () => {
  it("shows labs in class order, what they share, the class and a student", async () => {
    const cost = await classCost(plannedSettings("local", labs), { students: 10, hours: 8 });
    const text = stripVTControlCharacters(describeCost(cost));
    const rows = text
      .split("\n")
      .flatMap((line) => /^(\S+( \S+)?) {2}.*\$|^(\S+) {2}.*free$/.exec(line)?.[0] ?? []);
    assert.deepEqual(
      rows.map((row) => row.split("  ")[0]),
      [
        "linux-server",
        "load-balancer",
        "iam-users",
        "key",
        "network",
        "whole class",
        "each student",
      ],
    );
    assert.match(text, /^load-balancer .*로드 밸런서\(ELB\) 생성.* \$0\.0713 +\$0\.70 +\$52\.17$/m);
    assert.match(text, /^whole class +\$0\.0903 +\$0\.85 +\$66\.04$/m);
    assert.match(text, /^each student +\$0\.0090 +\$0\.08 +\$6\.60$/m);
    assert.match(text, /^ {2}traffic to the internet +0\.1 GB a student$/m);
  });

  it("names what has no price, and counts it in the table", async () => {
    const config = { ...plannedSettings("local", labs), region: "eu-north-1" };
    const text = stripVTControlCharacters(describeCost(await classCost(config, { hours: 8 })));
    assert.match(text, /^linux-server .*\$0 +\$0 +\$0 {2}\+ 3 not priced$/m);
    assert.match(
      text,
      /^ {2}linux-server: t3\.micro, Linux \(linux-server\): no price of ec2\/t3\.micro\/linux in eu-north-1$/m,
    );
  });
});

describe("the command cost", () => {
  const printed = capturedConsole();

  it("gives the same to machines", async () => {
    const status = await showCost({ stack: "local", labs, students: 10, hours: 8, json: true });
    const { total, labs: byLab } = JSON.parse(printed.text) as {
      total: { hour: number };
      labs: { lab: string }[];
    };
    assert.equal(status, 0);
    assert.equal(total.hour.toFixed(4), "0.0903");
    assert.ok(byLab.some(({ lab }) => lab === "load-balancer"));
  });
});

describe("textTable", () => {
  it("gives Korean characters the two columns that they take", () => {
    assert.deepEqual(
      textTable(
        [
          ["서버", "1"],
          ["server", "22"],
        ],
        ["left", "right"],
      ),
      ["서버     1", "server  22"],
    );
  });
});
