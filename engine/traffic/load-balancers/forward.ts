import type { Action, Rule } from "@aws-sdk/client-elastic-load-balancing-v2";

/** A target group of a rule, with its weight. */
export interface Share {
  readonly arn: string;
  readonly weight: number;
}

/** The targets of an action `forward`. */
export interface Forward {
  readonly shares: readonly Share[];
  /** How long a visitor is bound to one of the groups. @default not bound */
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

/** The target groups of a rule, including those without a weight. */
export const ruleGroups = ({ Actions = [] }: Rule): readonly Share[] =>
  Actions.filter(({ Type }) => Type === "forward").flatMap((action) => forwardOf(action).shares);
