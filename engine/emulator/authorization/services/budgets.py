"""Budgets: two actions stand for most operations.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbudgetservice.html
"""

from authorization.request import Request

OWN_ACTIONS = ("Tag", "Untag", "ListTags")


def action(request: Request) -> str:
    if request.operation.startswith(OWN_ACTIONS) or "BudgetAction" in request.operation:
        return request.operation
    return "ViewBudget" if request.operation.startswith("Describe") else "ModifyBudget"
