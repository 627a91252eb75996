import { ec2Client } from "../../aws/ec2/client.ts";
import { expect } from "../contract/outcome.ts";
import type { Proof } from "../contract/check.ts";

const same = "AWS shows the fingerprint of the local key";

export const proof: Proof = {
  checks: [
    {
      name: same,
      hint: "npm run class -- solve imports a key pair that is gone; delete one with another fingerprint first, it is somebody else's key",
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
    },
  ],
  fault: {
    does: "the key pair is deleted",
    foundBy: same,
    async make({ lab, aws }) {
      const ec2 = await aws.client(ec2Client);
      await ec2.deleteKeyPair({ KeyName: lab.text("keyName") });
    },
  },
};
