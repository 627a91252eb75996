import assert from "node:assert/strict";
import { isTlsMount, refusesPlain } from "../../../labs/efs/file-system.ts";

describe("a file system's policy", () => {
  const policy = (...Statement: object[]) => JSON.stringify({ Statement });
  const allowed = { Effect: "Allow", Principal: { AWS: "*" } };
  const plain = { Bool: { "aws:SecureTransport": "false" } };

  it("refuses clients without TLS when it denies them", () => {
    assert.ok(refusesPlain(policy(allowed, { Effect: "Deny", Condition: plain })));
    const list = { Bool: { "aws:SecureTransport": ["false"] } };
    assert.ok(refusesPlain(policy(allowed, { Effect: "Deny", Condition: list })));
  });

  it("does not when it only allows, or denies something else", () => {
    assert.ok(!refusesPlain(policy(allowed)));
    assert.ok(!refusesPlain(policy({ ...allowed, Condition: plain })));
    assert.ok(!refusesPlain(policy(allowed, { Effect: "Deny" })));
  });
});

describe("a mount", () => {
  it("goes over TLS when it goes through the tunnel on the server itself", () => {
    assert.ok(isTlsMount("nfs4   127.0.0.1:/"));
    assert.ok(isTlsMount("nfs4   127.0.0.1:/fs1"));
  });

  it("does not when it goes straight to the file system, or is none", () => {
    assert.ok(!isTlsMount("nfs4   fs-0123456789abcdef0.efs.ap-northeast-2.amazonaws.com:/"));
    assert.ok(!isTlsMount("nfs4   10.0.128.4:/"));
    assert.ok(!isTlsMount("xfs    /dev/nvme0n1p1"));
  });
});
