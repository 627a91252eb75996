const PRINTED = "integration/remote/printed.test.ts";
const ROUGH_END = "integration/remote/rough-end.test.ts";
const CHECK = "integration/students/check.test.ts";
const CLOSE = "integration/students/close.test.ts";
const MONEY = "integration/students/money.test.ts";
const LOCAL = "integration/traffic/websites.test.ts";
const SETTINGS = "integration/remote/settings.test.ts";

/**
 * The commands that the program prints as a fix or as what comes next, and the test below tests/ that runs each: pasted from
 * the message, or with its own arguments. Those that the guides show, too, are in `DOC_RUNS`.
 */
export const PROGRAM_RUNS: Readonly<Record<string, string>> = {
  "pulumi config get id --stack *": PRINTED,
  "pulumi config set --path labs.ID true --stack *": PRINTED,
  "pulumi config set --secret * * --stack *": PRINTED,
  "pulumi config set expires * --stack *": PRINTED,
  "pulumi config set id * --stack *": PRINTED,
  "pulumi config set id $(pulumi config get id --stack *) --plaintext --stack *": PRINTED,
  "pulumi config set maxHourlyCost 1.50 --plaintext --stack *": PRINTED,
  "pulumi config --show-secrets --stack *": PRINTED,
  "aws elasticbeanstalk list-available-solution-stacks --region * --query SolutionStacks": PRINTED,
  'aws rds describe-orderable-db-instance-options --engine * --engine-version * --region * --query "OrderableDBInstanceOptions[].DBInstanceClass"':
    PRINTED,
  "aws iam create-service-linked-role --aws-service-name *": PRINTED,
  "ssh-keygen -t ed25519": PRINTED,
  "ssh-keygen -y -f *": PRINTED,
  "npm run class -- id --stack *": PRINTED,
  "npm run class -- cost": PRINTED,
  "npm start -- --stack * --extend 1h": SETTINGS,
  "npm run pulumi -- cancel --yes --stack *": ROUGH_END,
  "npm run pulumi -- refresh --clear-pending-creates --yes --stack *": ROUGH_END,
  "npm run class -- extend": CLOSE,
  "npm run class -- close": CLOSE,
  "npm run class -- close *": CLOSE,
  "npm run class -- close --class * --only *": CLOSE,
  "npm run class -- open": CLOSE,
  "npm run class -- open *": CLOSE,
  "npm run class -- open * *": CLOSE,
  "npm run class -- open * --class *": CLOSE,
  "npm run class -- open * --class * --only *": "integration/students/open.test.ts",
  "npm run class -- check --class *": CHECK,
  "npm run class -- solve --class *": CHECK,
  "npm run class -- status": CHECK,
  "npm run class -- outputs --class * --only *": CHECK,
  "npm run class -- outputs --class * --only * *": "integration/students/commands.test.ts",
  "npm run class -- cards * --out *": MONEY,
  "npm run class -- cards --decrypt * --out *": MONEY,
  "npm run class -- spend --class * --act": MONEY,
  "npm start -- --labs *": LOCAL,
  "npm start -- --labs linux-server,cdn": LOCAL,
  "npm run class -- check --labs *": LOCAL,
  "npm run class -- outputs": LOCAL,
  "npm run class -- break --labs *": "integration/ends-clean.test.ts",
  "npm run class -- handouts": "integration/pages/handouts.test.ts",
  "npm run class -- credentials --stack * --labs * --out *": SETTINGS,
};

/** Of a command, the words that are in the test that runs it: its name, or its script's, and its options. */
export function wordsOf(form: string): string[] {
  const [, name, pulumi, start] =
    /^npm (?:run class -- ([a-z-]+)|run pulumi -- ([a-z-]+)|(start))/.exec(form) ?? [];
  const options = form.match(/(?<= )--[a-z-]+/g) ?? [];
  const command =
    name ?? pulumi ?? (start && "up") ?? (form.startsWith("npm run down") ? "down" : undefined);
  return [command ?? form.split(" ")[0] ?? "", ...options.filter((option) => option !== "--stack")];
}
