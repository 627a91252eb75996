import { accountOf } from "../account.ts";
import { all, type Finder, tagsOf } from "../contract/finder.ts";
import { budgetsClient } from "./client.ts";
import { BUDGET } from "./types.ts";

export const budgets: Finder = {
  kind: "budget",
  types: [BUDGET],
  named: true,
  arns: ["budgets:budget"],
  after: [],
  global: true,
  async find(place) {
    const AccountId = await accountOf(place);
    const client = await place.client(budgetsClient);
    const found = await all(
      client.paginateDescribeBudgets({ AccountId }),
      ({ Budgets }) => Budgets,
    );
    return found.map(({ BudgetName = "" }) => {
      const arn = `arn:aws:budgets::${AccountId}:budget/${BudgetName}`;
      return {
        id: `${AccountId}:${BudgetName}`,
        arn,
        name: BudgetName,
        tags: async () =>
          tagsOf((await client.listTagsForResource({ ResourceARN: arn })).ResourceTags),
        remove: () => client.deleteBudget({ AccountId, BudgetName }),
      };
    });
  },
};
