import { accountOf } from "../account.ts";
import { type Precheck, refusal } from "../contract/precheck.ts";
import { budgetsClient } from "./client.ts";
import { BUDGET } from "./types.ts";

const billing: Precheck = {
  what: "IAM users and roles have access to billing",
  types: [BUDGET],
  global: true,
  async ask({ place }) {
    const AccountId = await accountOf(place);
    const budgets = await place.client(budgetsClient);
    try {
      await budgets.describeBudgets({ AccountId, MaxResults: 1 });
      return [{ verdict: "ok", seen: "budgets can be read" }];
    } catch (error) {
      const reason = refusal(error, /AccessDenied/);
      if (reason === undefined) throw error;
      return [
        {
          verdict: "fail",
          seen: reason,
          fix: "log in as root user, Account, IAM user and role access to Billing information, Activate; if it is active, the policy of these credentials lacks budgets:ViewBudget and budgets:ModifyBudget",
        },
      ];
    }
  },
};

export const gates: readonly Precheck[] = [billing];
