import { ec2Client } from "../../aws/ec2/client.ts";
import type { Check, Proof } from "../contract/check.ts";
import { expect } from "../contract/outcome.ts";

const fingerprintsMatch: Check = {
  name: {
    en: "the key pair in AWS has the fingerprint of the local key",
    ko: "AWS에 있는 키의 지문이 로컬 키의 지문과 같습니다",
  },
  hint: {
    en: "npm run class -- solve imports a deleted key pair again; a key pair with another fingerprint is another key: delete it first",
    ko: "삭제된 키 페어는 npm run class -- solve가 다시 가져옵니다. 지문이 다른 키 페어는 다른 키이므로 먼저 삭제하세요",
  },
  async run({ lab, aws }) {
    const name = lab.text("keyName");
    const ec2 = await aws.client(ec2Client);
    const { KeyPairs: [pair] = [] } = await ec2.describeKeyPairs({ KeyNames: [name] });
    expect(pair, `there is no key pair ${name}`);
    const wanted = lab.text("localFingerprint");
    const { KeyFingerprint = "none", KeyType = "" } = pair;
    expect(KeyFingerprint === wanted, `AWS has ${KeyFingerprint}, the local key ${wanted}`);
    return `${KeyType}, ${wanted}`;
  },
};

export const proof: Proof = {
  checks: [fingerprintsMatch],
  fault: {
    does: { en: "the key pair is deleted", ko: "키 페어를 삭제합니다" },
    foundBy: fingerprintsMatch,
    async make({ lab, aws }) {
      const ec2 = await aws.client(ec2Client);
      await ec2.deleteKeyPair({ KeyName: lab.text("keyName") });
    },
  },
};
