import { s3Client } from "../../aws/s3/client.ts";
import { expect, needsTraffic } from "../contract/outcome.ts";
import type { Proof, Subject } from "../contract/check.ts";
import { visit } from "../kit/web/visit.ts";

const HINT =
  "set Transfer acceleration in the bucket's properties as the lab's accelerated says, or npm run class -- solve; the edges take up to 20 minutes";

export const proof: Proof = {
  checks: [
    {
      name: "acceleration is on, or suspended, as accelerated says",
      hint: HINT,
      async run({ lab, aws }) {
        const status = await statusOf({ lab, aws });
        expect((status === "Enabled") === lab.settings.accelerated, `acceleration is ${status}`);
        return status;
      },
    },
    {
      name: "the accelerated endpoint takes the bucket's requests, or not, as accelerated says",
      hint: HINT,
      async run(subject) {
        needsTraffic(subject);
        const wanted = subject.lab.settings.accelerated === true;
        const status = await visitBucket(subject.lab.text("acceleratedEndpoint"));
        expect(status.taken === wanted, `it says ${status.seen} for the bucket`);
        return `it says ${status.seen}`;
      },
    },
  ],
  fault: {
    does: "acceleration is suspended",
    foundBy: "acceleration is on, or suspended, as accelerated says",
    async make({ lab, aws }) {
      expect(lab.settings.accelerated === true, "acceleration is off by the lab's settings");
      const s3 = await aws.client(s3Client);
      await s3.putBucketAccelerateConfiguration({
        Bucket: lab.text("bucketName"),
        AccelerateConfiguration: { Status: "Suspended" },
      });
    },
  },
};

async function statusOf({ lab, aws }: Pick<Subject, "lab" | "aws">): Promise<string> {
  const s3 = await aws.client(s3Client);
  const Bucket = lab.text("bucketName");
  return (await s3.getBucketAccelerateConfiguration({ Bucket })).Status ?? "never enabled";
}

/**
 * What an accelerated endpoint says to a stranger: 403 where it knows the bucket, 400 where it is not to accelerate it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export async function visitBucket(url: string): Promise<{ taken: boolean; seen: string }> {
  const { status, body } = await visit(`${url}/`);
  const code = /<Code>([^<]+)<\/Code>/.exec(body)?.[1] ?? "no reason";
  return { taken: status === 403, seen: `${status} ${code}` };
}
