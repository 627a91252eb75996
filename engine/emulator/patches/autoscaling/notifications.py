"""Notifications of a group: kept and listed, none is sent."""

from functools import cached_property

from extending import extends
from moto.autoscaling.exceptions import ValidationError
from moto.autoscaling.models import AutoScalingBackend, FakeAutoScalingGroup
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult, EmptyResult

NOTIFICATION_TYPES = [
    "autoscaling:EC2_INSTANCE_LAUNCH",
    "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
    "autoscaling:EC2_INSTANCE_TERMINATE",
    "autoscaling:EC2_INSTANCE_TERMINATE_ERROR",
    "autoscaling:TEST_NOTIFICATION",
]


@extends(FakeAutoScalingGroup)
class _:
    @cached_property
    def notification_configurations(self):
        """Notification types by topic ARN."""
        return {}


@extends(AutoScalingBackend)
class _:
    def put_notification_configuration(self, group_name, topic_arn, notification_types):
        group = self.existing_group(group_name)
        for kind in notification_types:
            if kind not in NOTIFICATION_TYPES:
                raise ValidationError(f'"{kind}" is not a valid Notification Type')
        group.notification_configurations[topic_arn] = notification_types

    def describe_notification_configurations(self, group_names):
        return [
            {"AutoScalingGroupName": group.name, "TopicARN": topic, "NotificationType": kind}
            for group in self.describe_auto_scaling_groups(group_names)
            for topic, kinds in group.notification_configurations.items()
            for kind in kinds
        ]

    def delete_notification_configuration(self, group_name, topic_arn):
        group = self.existing_group(group_name)
        group.notification_configurations.pop(topic_arn, None)


@extends(AutoScalingResponse)
class _:
    def put_notification_configuration(self):
        self.autoscaling_backend.put_notification_configuration(
            self._get_param("AutoScalingGroupName"),
            self._get_param("TopicARN"),
            self._get_param("NotificationTypes", []),
        )
        return EmptyResult()

    def describe_notification_configurations(self):
        configurations = self.autoscaling_backend.describe_notification_configurations(
            self._get_param("AutoScalingGroupNames", [])
        )
        return self._page("NotificationConfigurations", configurations)

    def delete_notification_configuration(self):
        self.autoscaling_backend.delete_notification_configuration(
            self._get_param("AutoScalingGroupName"), self._get_param("TopicARN")
        )
        return EmptyResult()

    def describe_auto_scaling_notification_types(self):
        return ActionResult({"AutoScalingNotificationTypes": NOTIFICATION_TYPES})
