import path from "node:path";
import { withLabs } from "../../infra/active-labs.ts";
import { catalogue } from "../../labs/catalogue.ts";
import { PROJECT } from "../../lib/project.ts";
import { FAILED_CHECKS } from "../../policy/checkov/failed-checks.ts";
import { LAB_EXCEPTIONS } from "../../policy/exceptions.ts";
import type { Finding } from "../../policy/judge.ts";
import type { Rule } from "../../policy/rule.ts";
import { RULES } from "../../policy/rules/index.ts";
import { formatted } from "../console/markdown.ts";
import { findingsOf } from "../mocks/findings.ts";
import { SAMPLE_CONFIG } from "../mocks/sample-config.ts";

/** The page of the policies. */
export const POLICY_DOCS = path.join(PROJECT, "docs/policies.md");

/** docs/policies.md: the policies and allowed exceptions, generated from the policies and the labs. */
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

\`npm start\` deploys with these rules. To check them by hand, before any deployment:

\`\`\`sh
pulumi preview --policy-pack policy
\`\`\`

A violation of a mandatory rule stops the deployment; an advisory rule only reports it. A "resource" rule checks each resource before
it is created. A "stack" rule checks resources together: in the preview before a deployment on AWS, or at the end of a
deployment without a preview, as on this machine. Values that a preview does not know yet are checked during the deployment. Unit
tests check all labs with the same function.
`;

const EXCEPTIONS = `These exceptions belong to labs with their default settings. Set the exceptions of a stack in its config, each with a
reason; every preview shows them:

\`\`\`sh
pulumi config set --path policyExceptions.instance-type "the lab compares memory-optimised servers"
\`\`\`
`;

const CHECKOV = `## What checkov finds

[checkov](https://www.checkov.io) has hundreds of further checks, for companies rather than classes. \`npm run test:integration\`
runs it on all labs together, translated into a Terraform plan: as declared in prod, and as deployed on the emulator. The
following checks are expected to fail; any other failure fails the test.
`;

const LIMITS = `## What the rules do not cover

- Servers and security groups in a CloudFormation template: AWS creates them, and Pulumi only knows the template.
- Resources that were created or changed by hand. This is drift; see \`pulumi refresh\`.
- An exception of a lab applies to all resources of that lab.
- Unit tests do not cover the resources that awsx creates for \`vpc-wizard\`; a preview on the real engine does.

The pack was tested with Pulumi CLI 3.200, which \`engine/\` builds. The official CLI loads it with the same module of @pulumi/pulumi;
this was not tested, because Pulumi's downloads are blocked where these tests run.`;

function section(rule: Rule): string {
  const { id, why, source, fix, level } = rule;
  const levels = Object.entries(level);
  const same = new Set(Object.values(level)).size === 1;
  return [
    `### ${id}`,
    "",
    why,
    "",
    `- Source: [${source.name}](${source.url})`,
    `- Fix: ${fix}`,
    `- Checks: ${"check" in rule ? "resource" : "stack"}`,
    `- Level: ${same ? level.dev : levels.map(([name, each]) => `${each} in ${name}`).join(", ")}`,
    "",
  ].join("\n");
}

/** All labs in one class, with default settings. */
const findingsInAllLabs = (): Promise<Finding[]> =>
  findingsOf(
    withLabs(
      SAMPLE_CONFIG,
      catalogue.map((lab) => ({ lab, settings: lab.settings.parse({}) })),
    ),
  );

/** One line for each policy and lab: exceptions of the labs, and of the components they use. */
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
