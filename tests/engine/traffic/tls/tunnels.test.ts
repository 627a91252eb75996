import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { statSync } from "node:fs";
import { connect, type Socket } from "node:net";
import path from "node:path";
import { text } from "node:stream/consumers";
import { connect as secure } from "node:tls";
import { NotServedError, webRequest } from "../../../../aws/web-request.ts";
import type { Answerer } from "../../../../engine/traffic/answerer.ts";
import { listen, type Limits, trafficServer } from "../../../../engine/traffic/server.ts";
import { Authority } from "../../../../engine/traffic/tls/authority.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { awsAt } from "../../../support/subjects.ts";

const LIMITS: Limits = {
  ...{ headMs: 500, requestMs: 1000, silenceMs: 5000 },
  ...{ headBytes: 4096, connections: 20 },
};

/** It tells what it is asked, and how. */
const mirror: Answerer = {
  answersFor: (host) => host === "site.example",
  answer: ({ host, port, path: asked, isSecure }) =>
    Promise.resolve({
      ...{ status: 200, headers: {} },
      body: `${host}:${port}${asked} ${isSecure ? "with" : "without"} TLS`,
    }),
};

describe("TLS on this machine", () => {
  const folder = temporaryFolder();
  let server: ReturnType<typeof trafficServer>;
  let port: number;
  let authority: Authority;

  beforeEach(async () => {
    authority = new Authority(folder.path);
    server = trafficServer([mirror], { emulator: "http://127.0.0.1:1", authority }, LIMITS);
    port = await listen(server, 0);
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const tunnel = async (to: string): Promise<readonly [Socket, string]> => {
    const socket = connect(port, "127.0.0.1");
    socket.write(`CONNECT ${to} HTTP/1.1\r\nHost: ${to}\r\n\r\n`);
    await once(socket, "readable");
    return [socket, String(socket.read())];
  };
  const request = (url: string) =>
    webRequest(awsAt("http://127.0.0.1:1", `http://127.0.0.1:${port}`), url);

  it("is what our checks ask a page with TLS by, through the proxy", async () => {
    const response = await request("https://site.example/a?b");
    assert.equal(await response.text(), "site.example:443/a with TLS");
    assert.equal(
      await (await request("http://site.example/a")).text(),
      "site.example:80/a without TLS",
    );
  });

  it("says why there is nothing for a name, and opens no tunnel to it", async () => {
    await assert.rejects(request("https://example.org/"), (error) => {
      assert.ok(error instanceof NotServedError);
      assert.match(error.message, /nothing in the emulated account answers for example\.org/);
      return true;
    });
    const [, refused] = await tunnel("example.org:443");
    assert.match(refused, /^HTTP\/1\.1 502 .*\r\n[^]*x-class-not-served/);
    for (const to of ["site.example:22", "127.0.0.1:1", "site.example", "a b:443"]) {
      const [, said] = await tunnel(to);
      assert.match(said, /^HTTP\/1\.1 (501|400) /, to);
    }
  });

  it("has a certificate for the name, by an authority of the class's own that nobody else trusts", async () => {
    const [socket] = await tunnel("site.example:443");
    const ca = await authority.certificate();
    const client = secure({ socket, ca, servername: "site.example" });
    await once(client, "secureConnect");
    assert.equal(client.getPeerCertificate().subjectaltname, "DNS:site.example");
    client.write("GET / HTTP/1.1\r\nHost: site.example\r\nConnection: close\r\n\r\n");
    assert.match(await text(client), /site\.example:443\/ with TLS$/);
    const [other] = await tunnel("site.example:443");
    const stranger = secure({ socket: other, servername: "site.example" });
    const [error] = (await once(stranger, "error")) as [NodeJS.ErrnoException];
    assert.match(String(error.code), /SELF_SIGNED|UNABLE_TO/);
  });

  it("keeps its authority, whose key only its owner can read", async () => {
    const certificate = await authority.certificate();
    assert.equal(await new Authority(folder.path).certificate(), certificate);
    assert.equal(new X509Certificate(certificate).ca, true);
    assert.equal(statSync(path.join(folder.path, "authority-key.pem")).mode & 0o777, 0o600);
    const { certificate: one } = await authority.certify("site.example");
    assert.equal(new X509Certificate(one).verify(new X509Certificate(certificate).publicKey), true);
  });

  it("lets go of a client that never shakes hands", async () => {
    const [socket] = await tunnel("site.example:443");
    await once(socket, "close");
  });
});
