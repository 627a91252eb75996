import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { services } from "../../../aws/services.ts";
import { listedItem } from "../../../classroom/prices/listed-item.ts";
import { PriceListError } from "../../../classroom/prices/price-list.ts";
import { refreshPrices } from "../../../classroom/prices/refresh-prices.ts";
import {
  priceOf,
  PRICES as OWN_PRICES,
  readPrices,
} from "../../../classroom/pricing/price-table.ts";
import { capturedConsole } from "../../support/fakes/captured-console.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { PRICES } from "../pricing/support.ts";
import { COLUMNS, EC2_SEOUL, FILES, priceFile, server } from "./price-files.ts";

describe("refreshPrices", () => {
  const temporary = temporaryFolder();
  const file = () => path.join(temporary.path, "prices.json");
  let files: Record<string, string | undefined> = {};
  let listener: http.Server | undefined;
  let list = "";
  const said = capturedConsole();

  beforeEach(async () => {
    files = { ...FILES };
    writeFileSync(file(), JSON.stringify(PRICES));
    listener = http.createServer(({ url = "" }, response) => {
      const text = url in files ? files[url] : priceFile([]);
      if (text === undefined) response.writeHead(503).end();
      else if (text === CUT_OFF) {
        response.writeHead(200, { "content-length": 9999 }).write(priceFile(EC2_SEOUL));
        setTimeout(() => response.destroy(), 20);
      } else response.end(text);
    });
    await new Promise<void>((resolve) => listener?.listen(0, "127.0.0.1", resolve));
    list = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`;
  });

  afterEach(async () => {
    listener?.closeAllConnections();
    await new Promise((resolve) => listener?.close(resolve));
  });

  const CUT_OFF = "cut off";
  const EC2 = "/AmazonEC2/current/ap-northeast-2/index.csv";

  async function refreshed() {
    assert.equal(await refreshPrices(file(), list), 0);
    return readPrices(file());
  }

  async function assertRefused(reason: RegExp): Promise<void> {
    const before = readFileSync(file(), "utf8");
    await assert.rejects(refreshPrices(file(), list), (error: Error) => {
      assert.ok(error instanceof PriceListError, error.stack);
      assert.match(error.message, reason);
      assert.match(error.message, /The table keeps the prices of 2026-01-01\.$/);
      return true;
    });
    assert.equal(readFileSync(file(), "utf8"), before);
  }

  it("takes on-demand prices of the region itself, by usage and operation", async () => {
    const table = await refreshed();
    assert.equal(priceOf(table, "ap-northeast-2", "ec2/t3.micro/linux"), 0.013);
    assert.equal(priceOf(table, "ap-northeast-2", "ebs/gp3"), 0.0912);
    assert.equal(priceOf(table, "us-east-1", "ec2/t3.micro/linux"), 0.0104);
  });

  it("takes the first price of a scale that is not free", async () => {
    assert.equal(priceOf(await refreshed(), "ap-northeast-2", "transfer/internet"), 0.126);
  });

  it("tells MySQL from other databases", async () => {
    assert.equal(priceOf(await refreshed(), "ap-northeast-2", "rds/db.t4g.micro/mysql"), 0.025);
  });

  it("dates the table by the files, and keeps what they do not list by region", async () => {
    const { listed, others } = await refreshed();
    assert.deepEqual([listed.asOf, listed.by], ["2026-11-20", "refresh"]);
    assert.deepEqual(others, PRICES.others);
  });

  it("says what has changed, and what is not listed any more", async () => {
    await refreshed();
    const { text } = said;
    assert.match(text, /^Prices of 2026-11-20, before of 2026-01-01$/m);
    assert.match(text, /^ap-northeast-2 {2}ec2\/t3\.micro\/linux {2}0\.01 -> 0\.013$/m);
    assert.match(text, /^ap-northeast-2 {2}nat\/gb {2}0\.06 -> no longer in the price list/m);
  });

  it("leaves the table as it is when the site cannot be reached", async () => {
    await new Promise((resolve) => listener?.close(resolve));
    await assertRefused(/index\.csv cannot be read: connect ECONNREFUSED/);
  });

  it("leaves the table as it is when the site answers with an error", async () => {
    files[EC2] = undefined;
    await assertRefused(/index\.csv answers 503 Service Unavailable/);
  });

  it("leaves the table as it is when a file is cut off", async () => {
    files[EC2] = CUT_OFF;
    await assertRefused(/index\.csv cannot be read: /);
  });

  it("leaves the table as it is when a file is another one", async () => {
    files[EC2] = "<!doctype html><title>Moved</title>";
    await assertRefused(/is not a price file of AWS: it has no date or no columns/);
  });

  it("leaves the table as it is when a column is gone", async () => {
    files[EC2] = priceFile(
      EC2_SEOUL,
      COLUMNS.filter((name) => name !== "usageType"),
    );
    await assertRefused(/has no column usageType/);
  });

  it("leaves the table as it is when a row is broken", async () => {
    files[EC2] = `${priceFile(EC2_SEOUL)}"0123456789ABCDEF","OnDemand"\n`;
    await assertRefused(/has a row of 2 cells for 11/);
  });

  it("leaves the table as it is when a price is none, or not in USD", async () => {
    files[EC2] = priceFile([server("APN2-", "t3.micro", "free")]);
    await assertRefused(/the price of APN2-BoxUsage:t3\.micro is "free" USD/);
    files[EC2] = priceFile([server("APN2-", "t3.micro", "0.1", { Currency: "CNY" })]);
    await assertRefused(/the price of APN2-BoxUsage:t3\.micro is "0\.1" CNY/);
  });

  it("leaves the table as it is when a region has no price at all", async () => {
    files["/AmazonEC2/current/us-east-1/index.csv"] = priceFile([]);
    await assertRefused(/AWS's list has no price in us-east-1/);
  });
});

describe("prices.json", () => {
  it("has the same items for every region in use", () => {
    const { listed, others } = readPrices(OWN_PRICES);
    for (const { regions } of [listed, others])
      assert.deepEqual(Object.keys(regions), ["ap-northeast-2", "ap-northeast-1", "us-east-1"]);
  });

  it("asks no file of AWS for what it does not list by region", async () => {
    const known = await services();
    const { listed, others } = readPrices(OWN_PRICES);
    const items = ({ regions }: typeof listed) => Object.values(regions).flatMap(Object.keys);
    assert.deepEqual(
      items(listed).filter((item) => !listedItem(item, known)),
      [],
    );
    assert.deepEqual(
      items(others).filter((item) => listedItem(item, known)),
      [],
    );
  });
});
