/**
 * Why S3 refuses a text as the name of a bucket; undefined when it does not.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export function bucketNameFault(name: string): string | undefined {
  if (name.length > MOST) return `it has ${name.length} characters, more than ${MOST}`;
  if (!FORM.test(name))
    return `3 to ${MOST} lower-case letters, digits, dots and hyphens, not like an IP address`;
  const start = OF_S3.starts.find((each) => name.startsWith(each));
  if (start !== undefined) return `no bucket's name can begin with ${start}`;
  const end = OF_S3.ends.find((each) => name.endsWith(each));
  return end === undefined ? undefined : `no bucket's name can end with ${end}`;
}

const MOST = 63;
const FORM = /^(?!\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)[a-z0-9][a-z0-9.-]+[a-z0-9]$/;

/** What S3 keeps for itself. */
const OF_S3 = {
  starts: ["xn--", "sthree-", "amzn-s3-demo-"],
  ends: ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"],
};
