"""AWS Budgets: what moto lacks.

- UpdateBudget, UpdateNotification, DescribeSubscribersForNotification, Create-, Update-, DeleteSubscriber.
- Tags: CreateBudget's ResourceTags, TagResource, UntagResource, ListTagsForResource.
- Errors for a notification that is there twice or not at all. No e-mail is sent.

https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_Operations_AWS_Budgets.html
"""

import json
from functools import cached_property

from extending import extends
from moto.budgets.exceptions import DuplicateRecordException, NotFoundException
from moto.budgets.models import Budget, BudgetsBackend
from moto.budgets.responses import BudgetsResponse
from moto.core.utils import unix_time
from moto.utilities.tagging_service import TaggingService

create_budget = BudgetsResponse.create_budget
create_notification = BudgetsBackend.create_notification
delete_budget = BudgetsBackend.delete_budget


def same(details, other):
    """A notification has no id: these four name it."""
    keys = ("NotificationType", "ComparisonOperator", "Threshold")
    kinds = [one.get("ThresholdType", "PERCENTAGE") for one in (details, other)]
    return kinds[0] == kinds[1] and all(details[key] == other[key] for key in keys)


@extends(Budget, replacing=["delete_notification"])
class _:
    def find_notification(self, details):
        for notification in self.notifications:
            if same(notification.details, details):
                return notification
        raise NotFoundException("Unable to get notification - the notification doesn't exist.")

    def delete_notification(self, details):
        self.notifications.remove(self.find_notification(details))


@extends(
    BudgetsBackend,
    replacing=["create_notification", "delete_budget", "describe_notifications_for_budget"],
)
class _:
    @cached_property
    def tagger(self):
        return TaggingService(tag_name="ResourceTags")

    def existing_budget(self, account_id, name):
        if name not in self.budgets[account_id]:
            raise NotFoundException(f"Unable to get budget: {name} - the budget doesn't exist.")
        return self.budgets[account_id][name]

    def budget_arn(self, account_id, name):
        return f"arn:{self.partition}:budgets::{account_id}:budget/{name}"

    def update_budget(self, account_id, new_budget):
        budget = self.existing_budget(account_id, new_budget["BudgetName"])
        kept = {key: budget.budget[key] for key in ("TimePeriod", "CostTypes") if key in budget.budget}
        budget.budget = {**kept, **new_budget, "LastUpdatedTime": unix_time()}

    def delete_budget(self, account_id, budget_name):
        delete_budget(self, account_id, budget_name)
        self.tagger.delete_all_tags_for_resource(self.budget_arn(account_id, budget_name))

    def create_notification(self, account_id, budget_name, notification, subscribers):
        budget = self.budgets[account_id].get(budget_name)
        if budget and any(same(one.details, notification) for one in budget.notifications):
            raise DuplicateRecordException("notification", budget_name)
        create_notification(self, account_id, budget_name, notification, subscribers)

    def describe_notifications_for_budget(self, account_id, budget_name):
        notifications = self.existing_budget(account_id, budget_name).notifications
        return [{"ThresholdType": "PERCENTAGE", "NotificationState": "OK", **one.details} for one in notifications]

    def subscribers(self, account_id, budget_name, notification):
        return self.existing_budget(account_id, budget_name).find_notification(notification).subscribers

    def create_subscriber(self, account_id, budget_name, notification, subscriber):
        subscribers = self.subscribers(account_id, budget_name, notification)
        if subscriber in subscribers:
            raise DuplicateRecordException("subscriber", subscriber["Address"])
        subscribers.append(subscriber)

    def delete_subscriber(self, account_id, budget_name, notification, subscriber):
        subscribers = self.subscribers(account_id, budget_name, notification)
        if subscriber not in subscribers:
            raise NotFoundException("Unable to delete subscriber - the subscriber doesn't exist.")
        subscribers.remove(subscriber)


@extends(BudgetsResponse, replacing=["create_budget"])
class _:
    def _notification(self):
        return [self._get_param(name) for name in ("AccountId", "BudgetName", "Notification")]

    def create_budget(self):
        result = create_budget(self)
        arn = self.backend.budget_arn(self._get_param("AccountId"), self._get_param("Budget")["BudgetName"])
        self.backend.tagger.tag_resource(arn, self._get_param("ResourceTags", []))
        return result

    def update_budget(self):
        self.backend.update_budget(self._get_param("AccountId"), self._get_param("NewBudget"))
        return "{}"

    def update_notification(self):
        budget = self.backend.existing_budget(self._get_param("AccountId"), self._get_param("BudgetName"))
        notification = budget.find_notification(self._get_param("OldNotification"))
        notification.details = self._get_param("NewNotification")
        return "{}"

    def describe_subscribers_for_notification(self):
        return json.dumps({"Subscribers": self.backend.subscribers(*self._notification())})

    def create_subscriber(self):
        self.backend.create_subscriber(*self._notification(), self._get_param("Subscriber"))
        return "{}"

    def update_subscriber(self):
        self.backend.create_subscriber(*self._notification(), self._get_param("NewSubscriber"))
        self.backend.delete_subscriber(*self._notification(), self._get_param("OldSubscriber"))
        return "{}"

    def delete_subscriber(self):
        self.backend.delete_subscriber(*self._notification(), self._get_param("Subscriber"))
        return "{}"

    def tag_resource(self):
        self.backend.tagger.tag_resource(self._get_param("ResourceARN"), self._get_param("ResourceTags"))
        return "{}"

    def untag_resource(self):
        arn, keys = self._get_param("ResourceARN"), self._get_param("ResourceTagKeys")
        self.backend.tagger.untag_resource_using_names(arn, keys)
        return "{}"

    def list_tags_for_resource(self):
        return json.dumps(self.backend.tagger.list_tags_for_resource(self._get_param("ResourceARN")))
