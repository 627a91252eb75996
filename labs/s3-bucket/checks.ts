import { s3Client } from "../../aws/s3/client.ts";
import { expectObject, uploadedKeys, versioningOf } from "../kit/site/buckets.ts";
import { expect } from "../contract/outcome.ts";
import type { Proof, Subject } from "../contract/check.ts";

export const proof: Proof = {
  checks: [
    {
      name: "public/ is open to browsers, or not, as publicPrefix says",
      hint: "look at the bucket's policy and at Block Public Access; npm run class -- solve puts both back",
      run: (subject) =>
        expectObject(subject, {
          key: keyIn(subject, "publicUrl"),
          status: subject.lab.settings.publicPrefix === true ? 200 : 403,
        }),
    },
    {
      name: "a private object is refused to browsers",
      hint: "somebody opened more than public/: compare the bucket's policy with the lab's, or npm run class -- solve",
      run: (subject) =>
        expectObject(subject, {
          key: keyIn(subject, "privateUrl"),
          status: 403,
        }),
    },
    {
      name: "former versions are kept, or not, as versioned says",
      hint: "set the bucket's versioning back in its properties, or npm run class -- solve",
      async run(subject) {
        const status = await versioningOf(subject);
        const kept = subject.lab.settings.versioned === true;
        expect((status === "Enabled") === kept, `versioning is ${status}`);
        return kept ? "a delete leaves a marker, and the version below it" : `it is ${status}`;
      },
    },
    {
      name: "every file is there, none behind a delete marker",
      hint: "delete the marker to bring the version below it back (the lab's output restore), or npm run class -- solve uploads the file again",
      async run({ lab, aws }) {
        const Bucket = lab.text("bucketName");
        const s3 = await aws.client(s3Client);
        const { Contents = [] } = await s3.listObjectsV2({ Bucket });
        const there = Contents.map(({ Key }) => Key);
        const wanted = uploadedKeys(lab);
        const missing = wanted.filter((key) => !there.includes(key));
        const seen = await Promise.all(missing.map((key) => fate({ lab, aws }, key)));
        expect(missing.length === 0, seen.join("; "));
        return `${wanted.length} objects`;
      },
    },
  ],
  fault: {
    does: "the private file is deleted",
    foundBy: "every file is there, none behind a delete marker",
    async make({ lab, aws }) {
      const s3 = await aws.client(s3Client);
      const Key = keyIn({ lab }, "privateUrl");
      await s3.deleteObject({ Bucket: lab.text("bucketName"), Key });
    },
  },
};

/** The key of the object that an output of the lab is the URL of. */
const keyIn = ({ lab }: Pick<Subject, "lab">, output: string): string =>
  decodeURIComponent(new URL(lab.text(output)).pathname.slice(1));

/** What became of an object that is not listed. */
async function fate({ lab, aws }: Pick<Subject, "lab" | "aws">, key: string): Promise<string> {
  const s3 = await aws.client(s3Client);
  const Bucket = lab.text("bucketName");
  const { Versions = [], DeleteMarkers = [] } = await s3.listObjectVersions({
    Bucket,
    Prefix: key,
  });
  const kept = Versions.filter(({ Key }) => Key === key).length;
  return DeleteMarkers.some(({ Key }) => Key === key)
    ? `${key} is deleted: below its delete marker ${kept} can be restored`
    : `${key} is gone for good`;
}
