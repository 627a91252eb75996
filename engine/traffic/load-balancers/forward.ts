import type { Action, Rule } from "@aws-sdk/client-elastic-load-balancing-v2";

/** A target group of a rule, and its share of the requests. */
export interface Share {
  readonly arn: string;
  readonly weight: number;
}

/** Where an action `forward` sends requests. */
export interface Forward {
  readonly shares: readonly Share[];
  /** For how long a visitor stays with one of the groups. @default not at all */
  readonly stickyMs?: number;
}

const DEFAULT_STICKY_SECONDS = 86_400;

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html */
export function forwardOf({ TargetGroupArn, ForwardConfig }: Action): Forward {
  const { TargetGroups = [], TargetGroupStickinessConfig: sticky } = ForwardConfig ?? {};
  if (TargetGroups.length === 0)
    return { shares: TargetGroupArn === undefined ? [] : [{ arn: TargetGroupArn, weight: 1 }] };
  const shares = TargetGroups.map(({ TargetGroupArn: arn = "", Weight = 1 }) => ({
    arn,
    weight: Weight,
  }));
  const seconds = sticky?.DurationSeconds ?? DEFAULT_STICKY_SECONDS;
  return { shares, ...(sticky?.Enabled === true && { stickyMs: seconds * 1000 }) };
}

/** The target groups that a rule sends requests to, those without a share included. */
export const ruleGroups = ({ Actions = [] }: Rule): readonly Share[] =>
  Actions.filter(({ Type }) => Type === "forward").flatMap((action) => forwardOf(action).shares);
