import { ACCESS_KEY, ROLE, USER } from "../../aws/iam/types.ts";
import { allows, statements } from "../documents.ts";
import type { Resource } from "../resource.ts";
import { everywhere, fsbp, type ResourceRule } from "../rule.ts";
import { at, listOf, textsOf } from "../values.ts";

export const noIamWildcards: ResourceRule = {
  id: "no-iam-wildcards",
  why: "Full administrative access can be used to grant more access, and students copy such policies.",
  source: fsbp("IAM.21"),
  fix: "list the actions, and the resources that they apply to",
  level: everywhere("mandatory"),
  check: ({ type, props }) => [
    ...documents(type, props)
      .flatMap(statements)
      .filter((statement) => allows(statement) && isBoundless(statement))
      .map((statement) => `it allows ${boundless(statement).join(", ")} on all resources`),
    ...attached(type, props)
      .filter((arn) => TOO_MUCH.test(arn))
      .map((arn) => `it attaches ${arn.split("/").pop() ?? arn}`),
  ],
};

/** Types that attach a policy to an identity; a resource policy applies only to its resource. */
const OF_SOMEBODY = /^aws:iam\/(policy:Policy|(role|user|group)Policy:)/;

function documents(type: string, props: Resource["props"]): unknown[] {
  if (type === ROLE) return listOf(props.inlinePolicies).map((inline) => at(inline, "policy"));
  return OF_SOMEBODY.test(type) ? [props.policy] : [];
}

/** `*` and `service:*`. */
const boundless = (statement: unknown): string[] =>
  textsOf(at(statement, "Action")).filter((action) => /^(\w[\w-]*:)?\*$/.test(action));

const isBoundless = (statement: unknown): boolean =>
  textsOf(at(statement, "Resource")).includes("*") &&
  (boundless(statement).length > 0 || at(statement, "NotAction") !== undefined);

/** AWS managed policies that are as broad. */
const TOO_MUCH =
  /^arn:aws[\w-]*:iam::aws:policy\/(AdministratorAccess|PowerUserAccess|IAMFullAccess)$/;

const attached = (type: string, props: Resource["props"]): string[] =>
  type.startsWith("aws:iam/")
    ? [...textsOf(props.policyArn), ...textsOf(props.managedPolicyArns)]
    : [];

const TEMPORARY = {
  name: "AWS: IAM best practices",
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp",
};

export const noIamUsers: ResourceRule = {
  id: "no-iam-users",
  why: "A user's password stays valid until someone deletes it; a role's credentials expire automatically.",
  source: TEMPORARY,
  fix: "use a role; for people, use IAM Identity Center",
  level: everywhere("mandatory"),
  check: ({ type }) => (type === USER ? ["this is an IAM user, with long-term credentials"] : []),
};

export const noAccessKeys: ResourceRule = {
  id: "no-access-keys",
  why: "Access keys leak through repositories and laptops, and work from anywhere until they are deleted.",
  source: { ...TEMPORARY, url: TEMPORARY.url.replace(/#.*/, "#bp-workloads-use-roles") },
  fix: "use a role: an instance profile on a server, IAM Identity Center for people",
  level: everywhere("mandatory"),
  check: ({ type }) => (type === ACCESS_KEY ? ["this is a long-term access key"] : []),
};
