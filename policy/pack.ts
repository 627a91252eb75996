import { type Policies, PolicyPack } from "@pulumi/policy";
import * as pulumi from "@pulumi/pulumi";
import { Declared } from "./crossguard.ts";
import { apply, applyTo, type Finding, judge, unexplained } from "./judge.ts";
import type { Rule } from "./rule.ts";
import { RULES } from "./rules/index.ts";
import { settingsIn } from "./settings.ts";

/** The rules as a CrossGuard pack: `pulumi preview --policy-pack policy`. */
const settings = settingsIn(pulumi.runtime.allConfig());
const declared = new Declared();

const policy = (rule: Rule): Policies[number] => {
  const { id, why, source, fix, level } = rule;
  const about = {
    name: id,
    description: why,
    enforcementLevel: level[settings.environment],
    remediationSteps: fix,
    url: source.url,
  };
  return "check" in rule
    ? {
        ...about,
        validateResource: (args, report) => {
          const { resource, stack } = declared.add(args);
          for (const found of unexplained(applyTo(resource, rule, stack, settings)))
            report(words(found));
        },
      }
    : {
        ...about,
        validateStack: ({ resources }, report) => {
          for (const found of unexplained(apply(rule, declared.complete(resources), settings)))
            report(words(found), found.resource?.urn);
        },
      };
};

const words = ({ message, fix }: Finding): string => `${message}\nfix: ${fix}`;

/** Reports allowed violations, once for each reason. */
const exceptions: Policies[number] = {
  name: "exceptions",
  description: "Allowed exceptions, with their reasons:",
  enforcementLevel: "advisory",
  validateStack: ({ resources }, report) => {
    const found = judge(declared.complete(resources).resources, settings);
    const lines = found.flatMap(({ rule, lab, exception }) =>
      exception ? [`${rule}${lab === undefined ? "" : `, ${lab}`}: ${exception.reason}`] : [],
    );
    if (lines.length > 0) report([...new Set(lines)].join("\n"));
  },
};

new PolicyPack("class", { policies: [...RULES.map(policy), exceptions] });
