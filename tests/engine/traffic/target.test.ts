import assert from "node:assert/strict";
import type { IncomingMessage } from "node:http";
import { BadRequestError, localOrigin, targetOf } from "../../../engine/traffic/target.ts";

const SITE = "notes.s3-website.ap-northeast-2.amazonaws.com";

const target = (url: string, ...hosts: string[]) =>
  targetOf({
    url,
    headers: { host: hosts[0] },
    rawHeaders: hosts.flatMap((host) => ["Host", host]),
    socket: {},
  } as unknown as IncomingMessage);

/** RFC 9112, sections 3.2 (the host of a request) and 3.2.2 (absolute-form). */
describe("the host that a request is for", () => {
  it("is the name before .localhost, with the port left out", () => {
    const { host, form, isSecure } = target("/", `${SITE}.localhost:40881`);
    assert.deepEqual([host, form, isSecure], [SITE, "localhost", true]);
  });

  it("is the host of the URL that a proxy is asked for, whatever the Host header says", () => {
    const { host, form, path, query, isSecure } = target(`http://${SITE}/a?b=c`, "other.example");
    assert.deepEqual([host, form, path, query, isSecure], [SITE, "proxy", "/a", "b=c", false]);
  });

  it("is reached with TLS where the URL that a proxy is asked for says so", () => {
    assert.equal(target(`https://${SITE}/`, SITE).isSecure, true);
  });

  it("is the Host header's where the request has a path only", () => {
    const { host, form } = target("/", "Example.COM.:80");
    assert.deepEqual([host, form], ["example.com", "host"]);
  });

  it("is this process itself at its own address", () => {
    for (const name of ["127.0.0.1:40881", "localhost:40881", "localhost"])
      assert.equal(target("/identity", name).form, "own");
    assert.equal(target("http://127.0.0.1:40881/", "x").form, "own");
  });

  it("has the root as its path where the URL has none", () => {
    assert.equal(target(`http://${SITE}`, SITE).path, "/");
    assert.deepEqual(target(`http://${SITE}?a=b`, SITE).query, "a=b");
  });

  it("keeps a path as it was sent, so that nothing leads out of a bucket", () => {
    const path = "/a/../..//%2e%2e/%2Fetc/passwd";
    assert.equal(target(path, SITE).path, path);
    assert.equal(target(`http://${SITE}${path}`, SITE).path, path);
  });

  it("is refused when it is no host name", () => {
    const hosts = ["", "a b", "a/b", "user@host", "-a.com", "a..b", "::1", "[::1]", "a\u0000b"];
    for (const host of [...hosts, `${"a".repeat(64)}.com`, `${"a.".repeat(130)}com`])
      assert.throws(() => target("/", host), BadRequestError, host);
    for (const url of ["http://user@host/", "http:///a", "http://[::1]/"])
      assert.throws(() => target(url, SITE), BadRequestError, url);
  });

  it("is refused when it is said twice", () => {
    assert.throws(() => target("/", SITE, "other.example"), /more than one Host/);
  });

  it("is refused when the target is no path and no URL", () => {
    for (const url of ["*", "", "ftp://x/", "a/b"])
      assert.throws(() => target(url, SITE), BadRequestError, url);
  });
});

describe("the local address of a host", () => {
  it("is its name below .localhost, which browsers resolve by themselves", () => {
    assert.equal(localOrigin("example.com", 40881), "http://example.com.localhost:40881");
  });
});
