import path from "node:path";
import { withLabs } from "../../infra/active-labs.ts";
import { catalogue } from "../../labs/catalogue.ts";
import { FAILED_CHECKS } from "../../policy/checkov/failed-checks.ts";
import { LAB_EXCEPTIONS } from "../../policy/exceptions.ts";
import type { Finding } from "../../policy/judge.ts";
import type { Rule } from "../../policy/rule.ts";
import { RULES } from "../../policy/rules/index.ts";
import { findingsOf } from "../mocks/findings.ts";
import { formatted } from "../console/markdown.ts";
import { SAMPLE_CONFIG } from "../mocks/sample-config.ts";
import { PROJECT } from "../../lib/project.ts";

/** Where the rules stand for readers. */
export const POLICY_DOCS = path.join(PROJECT, "docs/policies.md");

/** docs/policies.md: the rules and what is allowed to violate them, made from the rules and the labs themselves. */
export const policyDocs = async (): Promise<string> =>
  formatted(
    [
      INTRODUCTION,
      "## Rules",
      "",
      ...RULES.map(section),
      "## Exceptions",
      "",
      EXCEPTIONS,
      "| rule | lab | reason | recorded in |",
      "| --- | --- | --- | --- |",
      ...exceptions(await findingsInAllLabs()),
      "",
      CHECKOV,
      "| check | asks for | labs | reason |",
      "| --- | --- | --- | --- |",
      ...FAILED_CHECKS.map(
        ({ check, asks, labs, reason }) =>
          `| ${check} | ${asks} | ${labs?.join(", ") ?? "any"} | ${reason} |`,
      ),
      "",
      LIMITS,
    ].join("\n"),
  );

const INTRODUCTION = `# Policies

Made by \`npm run class -- docs\` from the rules in \`policy/\`; a test fails when it is stale.

\`npm start\` runs its \`up\` with these rules. By hand, before any deployment:

\`\`\`sh
pulumi preview --policy-pack policy
\`\`\`

What violates a mandatory rule is stopped, an advisory one only reports. A rule marked "resource" stops a resource before
it is made; one marked "stack" looks at how resources hang together: in the preview that comes before an \`up\` on AWS, or at the
end of an \`up\` without one, as on this machine. What a preview cannot know yet passes there, and is judged when it is
deployed. Unit tests judge all labs by the same function.
`;

const EXCEPTIONS = `What stands here is built by labs as they come. A stack's own exceptions go to its config, each with its
reason; they are shown at every preview:

\`\`\`sh
pulumi config set --path policyExceptions.instance-type "the lab compares memory-optimised servers"
\`\`\`
`;

const CHECKOV = `## What checkov finds

[checkov](https://www.checkov.io) has hundreds of checks more, for companies rather than classes. \`npm run test:integration\`
runs it on all labs together, translated into a Terraform plan: as they are declared in prod, and as they are deployed on the
emulator. These fail, and may; any other failure fails the test.
`;

const LIMITS = `## What the rules do not see

Servers and security groups inside a CloudFormation template: AWS makes those, Pulumi knows the template only. What was
made by hand, or changed since: that is drift, see \`pulumi refresh\`. And what a rule exempts in one lab is exempt for all
of that lab's resources. Unit tests do not see what awsx makes of \`vpc-wizard\`; a preview on the real engine does.

The pack was run with the CLI that \`engine/\` builds, 3.200. Pulumi's own starts it by the same module of @pulumi/pulumi; that
could not be tried where Pulumi's downloads cannot be reached.`;

function section(rule: Rule): string {
  const { id, why, source, fix, level } = rule;
  const levels = Object.entries(level);
  const same = new Set(Object.values(level)).size === 1;
  return [
    `### ${id}`,
    "",
    why,
    "",
    `- Asked for by: [${source.name}](${source.url})`,
    `- Fix: ${fix}`,
    `- Looks at: ${"check" in rule ? "resource" : "stack"}`,
    `- Level: ${same ? level.dev : levels.map(([name, each]) => `${each} in ${name}`).join(", ")}`,
    "",
  ].join("\n");
}

/** All labs in one class, as they come. */
const findingsInAllLabs = (): Promise<Finding[]> =>
  findingsOf(
    withLabs(
      SAMPLE_CONFIG,
      catalogue.map((lab) => ({ lab, settings: lab.settings.parse({}) })),
    ),
  );

/** A line for each rule and lab: exceptions of the labs, and those given to the components they use. */
function exceptions(findings: readonly Finding[]): string[] {
  const recorded = LAB_EXCEPTIONS.map(({ rule, lab, reason }) =>
    line(rule, lab, reason, "policy/exceptions.ts"),
  );
  const given = findings.flatMap(({ rule, lab = "", exception }) =>
    exception?.from === "component"
      ? [line(rule, lab, exception.reason, `labs/${lab}/lab.ts`)]
      : [],
  );
  return [...new Set([...recorded, ...given])].sort();
}

const line = (rule: string, lab: string, reason: string, where: string): string =>
  `| ${rule} | ${lab} | ${reason} | \`${where}\` |`;
