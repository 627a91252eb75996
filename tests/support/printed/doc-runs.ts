/** A command of the guides, or of a check's hint, as it is run on the emulated AWS. */
export interface DocRun {
  readonly command: string;
  /** What is added: the answer to what the command would ask on a terminal. */
  readonly with?: string;
  /** What it prints. @default anything */
  readonly prints?: RegExp;
}

/** docs/environments.md: what an administrator makes once for each environment. */
export const ENVIRONMENT: readonly DocRun[] = [
  { command: "ENV=dev REGION=ap-northeast-2 BUCKET=my-school-aws-class-$ENV" },
  {
    command:
      "aws s3api create-bucket --bucket $BUCKET --region $REGION --create-bucket-configuration LocationConstraint=$REGION",
    prints: /my-school-aws-class-dev/,
  },
  {
    command:
      "aws s3api put-bucket-versioning --bucket $BUCKET --versioning-configuration Status=Enabled",
  },
  {
    command:
      "aws s3api put-public-access-block --bucket $BUCKET --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true",
  },
  {
    command:
      'KEY=$(aws kms create-key --region $REGION --description "aws-class $ENV" --query KeyMetadata.KeyId --output text)',
  },
  { command: "aws kms enable-key-rotation --region $REGION --key-id $KEY" },
  {
    command:
      "aws kms create-alias --region $REGION --alias-name alias/aws-class-$ENV --target-key-id $KEY",
  },
  {
    command:
      "aws iam create-open-id-connect-provider --url https://token.actions.githubusercontent.com --client-id-list sts.amazonaws.com",
    prints: /oidc-provider\/token\.actions/,
  },
  {
    command:
      "aws iam create-role --role-name aws-class-prod --assume-role-policy-document file://trust.json --max-session-duration 7200",
    prints: /role\/aws-class-prod/,
  },
];

/** docs/first-class.en.md and README.md: a class on AWS, from its first settings to its end. */
export const FIRST_CLASS: readonly DocRun[] = [
  { command: "aws sts get-caller-identity", prints: /"Account"/ },
  { command: "BUCKET=my-school-aws-class" },
  {
    command:
      "aws s3api create-bucket --bucket $BUCKET --create-bucket-configuration LocationConstraint=$AWS_REGION",
    prints: /my-school-aws-class/,
  },
  { command: "pulumi stack init dev", prints: /Created stack 'dev'/ },
  { command: "pulumi config set name my-school-2026" },
  { command: "pulumi config set owner teacher@example.com" },
  { command: "pulumi config set email teacher@example.com" },
  { command: "pulumi config set --path labs.load-balancer true" },
  { command: "pulumi config set --path labs.cloudwatch-alarm true" },
  { command: "pulumi config set --path 'adminCidrs[0]' 203.0.113.7/32" },
  {
    command: "npm run class -- cost --stack dev --students 30 --hours 6",
    prints: /load-balancer/,
  },
  {
    command: "npm run class -- cost --stack dev --students 25 --hours 6",
    prints: /load-balancer/,
  },
  { command: "pulumi config set maxHourlyCost 1.50" },
  {
    command: "npm run class -- rehearse --stack dev",
    with: "--yes",
    prints: /^\| load-balancer +\| up /m,
  },
  {
    command: "npm run class -- rehearse --stack dev --budget 5",
    with: "--yes --labs static-site",
    prints: /^- down: .* nothing is left$/m,
  },
  { command: "npm run class -- preview --stack dev", prints: /load-balancer/ },
  {
    command: "npm start -- --stack dev --expires 18:00",
    with: "--yes",
    prints: /Session Manager/,
  },
  { command: "npm run class -- check --stack dev --wait", prints: /Nothing failed/ },
  { command: "npm run class -- outputs --stack dev", prints: /aws ssm start-session --target i-/ },
  { command: "npm run class -- page --stack dev", prints: /^Wrote 1 page: open /m },
  { command: "npm run class -- handouts --stack dev", prints: /^Wrote the handouts of/m },
  { command: "npm run class -- break --stack dev --labs load-balancer" },
  { command: "npm run class -- solve --stack dev" },
  { command: "npm start -- --stack dev --extend 2h", with: "--yes" },
  { command: "npm run class -- expire", prints: /^dev /m },
  { command: "npm run down -- --stack dev", with: "--yes", prints: /Nothing is left/ },
  { command: "npm run class -- leftovers --stack dev" },
  { command: "pulumi config set --path labs.cdn true" },
  { command: "pulumi config set --path labs.vpc-manual.nat none" },
  { command: 'pulumi config set publicKey "$(cat ~/.ssh/id_ed25519.pub)"' },
];

/** The same for a class whose data is protected. */
export const PROTECTED: readonly DocRun[] = [
  { command: "pulumi stack init prod", prints: /Created stack 'prod'/ },
  { command: "pulumi config set email teacher@example.com --stack prod" },
  { command: "npm run class -- cost --stack prod --students 25 --hours 6", prints: /s3-bucket/ },
  {
    command: "npm start -- --stack prod --expires 18:00",
    with: "--yes",
    prints: /aws s3 cp FILE/,
  },
  { command: "npm run class -- check --stack prod --wait", prints: /Nothing failed/ },
  { command: "npm run class -- outputs --stack prod", prints: /aws s3 cp FILE/ },
  { command: "npm run class -- page --stack prod", prints: /^Wrote 1 page: open /m },
  { command: "npm run class -- handouts --stack prod", prints: /^Wrote the handouts of/m },
  {
    command: "npm run down -- --stack prod --yes-delete-protected",
    with: "--yes",
    prints: /Nothing is left/,
  },
  { command: "npm run class -- leftovers --stack prod" },
  {
    command: "npm run class -- leftovers --stack prod --delete",
    with: "--yes aws-class",
  },
  { command: "pulumi config set protect false --stack prod" },
  { command: "pulumi up --stack prod", with: "--yes" },
  { command: "npm run down -- --stack prod", with: "--yes", prints: /Nothing is left/ },
];

/** README.md, and hints: a class on this machine. */
export const ON_THIS_MACHINE: readonly DocRun[] = [
  { command: "npm start", prints: /aws s3 cp FILE/ },
  { command: "npm run class -- check", prints: /Nothing failed/ },
  { command: "npm run class -- solve" },
  { command: "npm run pulumi -- up", with: "--yes", prints: /unchanged/ },
  { command: "npm run down", prints: /Nothing is left/ },
];

export const DOC_RUNS: readonly DocRun[] = [
  ...ENVIRONMENT,
  ...FIRST_CLASS,
  ...PROTECTED,
  ...ON_THIS_MACHINE,
];
