import assert from "node:assert/strict";
import { internetBlock } from "../../../labs/contract/cidr-settings.ts";
import { instanceType } from "../../../labs/contract/instance-type.ts";
import {
  accountId,
  dnsName,
  domainName,
  emailAddress,
  ipv4Address,
  keyFile,
  moment,
  reason,
  tagText,
  versionName,
  word,
} from "../../../labs/contract/settings.ts";
import { text } from "../../../labs/contract/text-setting.ts";

describe("a setting of text", () => {
  it("is used as it was checked: without spaces, newlines or a byte-order mark around it", () => {
    for (const [schema, value] of [
      [accountId(), "123456789012"],
      [internetBlock(), "203.0.113.7/32"],
      [dnsName(), "_xyz.acm-validations.aws"],
      [domainName(), "mydomain.com"],
      [emailAddress(), "teacher@example.com"],
      [instanceType(), "t3.micro"],
      [ipv4Address(), "192.0.2.10"],
      [keyFile(), "~/.ssh/id_ed25519"],
      [moment(), "2026-11-24T18:00:00+09:00"],
      [reason(), "a conference network"],
      [tagText(), "aws-class"],
      [versionName(), "v2"],
      [word(), "second"],
    ] as const)
      assert.equal(schema.parse(`\uFEFF ${value}\r\n`), value);
  });

  it("is in the composed form that others type, but for the name of a file", () => {
    const decomposed = "수업".normalize("NFD");
    assert.equal(tagText().parse(decomposed), "수업");
    assert.equal(text(() => undefined).parse(decomposed), "수업");
    assert.equal(keyFile().parse(decomposed), decomposed);
  });
});

describe("a name in DNS", () => {
  it("loses the dot and the capitals that AWS's pages and zone files write", () => {
    assert.equal(dnsName().parse("_XyZ.acm-validations.aws."), "_xyz.acm-validations.aws");
    assert.equal(domainName().parse("MyDomain.com."), "mydomain.com");
  });
});
