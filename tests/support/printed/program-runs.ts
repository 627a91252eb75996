/** Where a command of the program's is taken out of what the program says, and run in a user's shell. */
export interface PastedIn {
  /** Below tests/. */
  readonly test: string;
  /** The form that the test pastes, where the program puts together more than a reader of its source sees. @default the same */
  readonly as?: string;
}

const CHECK: PastedIn = { test: "integration/students/check.test.ts" };
const CLOSE: PastedIn = { test: "integration/students/close.test.ts" };
const HERE: PastedIn = { test: "integration/first/printed.test.ts" };
const MONEY: PastedIn = { test: "integration/students/money.test.ts" };
const OPEN: PastedIn = { test: "integration/students/open.test.ts" };
const PRINTED: PastedIn = { test: "integration/remote/printed.test.ts" };
const ROUGH_END: PastedIn = { test: "integration/remote/rough-end.test.ts" };
const SETTINGS: PastedIn = { test: "integration/remote/settings.test.ts" };
const UNKNOWN_PAST: PastedIn = { test: "integration/remote/unknown-past.test.ts" };

const SECRETS_SHOWN = "npm run class -- outputs --class * --only * --labs * --show-secrets";
const WHOLE_OPEN = "npm run class -- open * ...";

/** The commands that the program prints as a fix or as what comes next, but those that the guides show, too (`DOC_RUNS`). */
export const PASTED: Readonly<Record<string, PastedIn>> = {
  "pulumi config set --path labs.ID true --stack *": PRINTED,
  "pulumi config set --secret * * --stack *": {
    ...PRINTED,
    as: "pulumi config set --secret * VALUE --stack *",
  },
  "pulumi config set expires * --stack *": PRINTED,
  "pulumi config set id * --stack *": SETTINGS,
  "pulumi config set id $(pulumi config get id --stack *) --plaintext --stack *": PRINTED,
  "pulumi config set maxHourlyCost 1.50 --plaintext --stack *": PRINTED,
  "pulumi config --show-secrets --stack *": SETTINGS,
  "ssh-keygen -t ed25519": PRINTED,
  "ssh-keygen -y -f *": PRINTED,
  "npm run class -- id --stack *": PRINTED,
  "npm run class -- cost": { ...PRINTED, as: "npm run class -- cost --stack *" },
  "npm start -- --stack * --extend 1h": SETTINGS,
  "npm run pulumi -- cancel --yes --stack *": ROUGH_END,
  "npm run pulumi -- refresh --clear-pending-creates --yes --stack *": UNKNOWN_PAST,
  "npm run class -- leftovers --class * --regions *,*": UNKNOWN_PAST,
  "npm run class -- extend": { ...CLOSE, as: "npm run class -- extend --class * --by 2h" },
  "npm run class -- extend --class * --by 2h": CLOSE,
  "npm run class -- extend --class * --to *": HERE,
  "npm run class -- close": HERE,
  "npm run class -- close *": { ...CLOSE, as: "npm run class -- close * ..." },
  "npm run class -- close --class *": CLOSE,
  "npm run class -- close --class * --only *": CLOSE,
  "npm run class -- close --class * --only * --yes-delete-protected": OPEN,
  "npm run class -- open *": { ...CLOSE, as: "npm run class -- open * --class *" },
  "npm run class -- open * *": { ...CLOSE, as: WHOLE_OPEN },
  "npm run class -- open * --class *": CLOSE,
  "npm run class -- open * --class * --only *": OPEN,
  "npm run class -- open * --labs *": { ...HERE, as: "npm run class -- open * --labs *,*" },
  "npm run class -- check --class *": CHECK,
  "npm run class -- check --class **": { ...CHECK, as: "npm run class -- check --class *" },
  "npm run class -- solve --class *": CHECK,
  "npm run class -- solve --class **": { ...CHECK, as: "npm run class -- solve --class *" },
  "npm run class -- status": { ...CHECK, as: "npm run class -- status --class *" },
  "npm run class -- status --class local": HERE,
  "npm run class -- outputs --class * --only * *": { ...CHECK, as: SECRETS_SHOWN },
  "npm run class -- cards ** --out *": {
    ...MONEY,
    as: "npm run class -- cards * --class * --out *",
  },
  "npm run class -- cards --decrypt * --out *": MONEY,
  "npm run class -- spend --class * --act": MONEY,
  "npm start -- --extend 2h": HERE,
  "npm start -- --labs linux-server,cdn": HERE,
  "npm start -- --labs *": HERE,
  "npm run class -- handouts": HERE,
  "npm run pulumi -- help": HERE,
  "npm run class -- check --labs *": { ...HERE, as: "npm run class -- check --labs s3-bucket" },
  "npm run class -- break --labs *": { ...HERE, as: "npm run class -- break --labs s3-bucket" },
  "npm run class -- outputs": HERE,
  "rm *": HERE,
  "rm -r *": { ...HERE, as: "rm -r ..." },
};

/** A command that a test runs with arguments of its own, because nothing on the emulator prints it. */
interface RunIn {
  readonly test: string;
  readonly because: string;
}

const ON_AWS: RunIn = {
  test: PRINTED.test,
  because: "preflight does not ask the emulator for what it prints this about",
};

export const RUN: Readonly<Record<string, RunIn>> = {
  "aws elasticbeanstalk list-available-solution-stacks --region * --query SolutionStacks": ON_AWS,
  'aws rds describe-orderable-db-instance-options --engine * --engine-version * --region * --query "OrderableDBInstanceOptions[].DBInstanceClass"':
    ON_AWS,
  "aws iam create-service-linked-role --aws-service-name *": ON_AWS,
};
