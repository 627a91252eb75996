"""Scaling activities: the launches and terminations of a group's instances."""

from functools import cached_property

from extending import extends
from moto.autoscaling.models import Activity, AutoScalingBackend, FakeAutoScalingGroup
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.utils import utcnow

notify_terminate_instances = AutoScalingBackend.notify_terminate_instances


def now() -> str:
    return utcnow().strftime("%Y-%m-%dT%H:%M:%SZ")


@extends(FakeAutoScalingGroup)
class _:
    @cached_property
    def activities(self):
        """The newest first."""
        return []

    #: What an alarm has set going, before the cause of each activity that comes of it.
    trigger = ""

    def record(self, description, cause):
        activity = Activity(description, f"{self.trigger}{cause}", self, status_code="Successful")
        activity.progress = 100
        self.activities.insert(0, activity)

    def _record_end(self, instance_id, why):
        self.record(
            f"Terminating EC2 instance: {instance_id}",
            f"At {now()} an instance was taken out of service {why}",
        )


@extends(AutoScalingBackend, replacing=["notify_terminate_instances"])
class _:
    def describe_scaling_activities(self, group_name, activity_ids):
        groups = [self.existing_group(group_name)] if group_name else self.autoscaling_groups.values()
        activities = [activity for group in groups for activity in group.activities]
        return [activity for activity in activities if not activity_ids or activity.activity_id in activity_ids]

    def notify_terminate_instances(self, instance_ids):
        for group in self.autoscaling_groups.values():
            for state in group.instance_states:
                if state.instance_id in instance_ids:
                    group._record_end(state.instance_id, "in response to an EC2 health check.")
        notify_terminate_instances(self, instance_ids)


@extends(AutoScalingResponse, replacing=["describe_scaling_activities"])
class _:
    def describe_scaling_activities(self):
        activities = self.autoscaling_backend.describe_scaling_activities(
            self._get_param("AutoScalingGroupName"), self._get_param("ActivityIds", [])
        )
        return self._page("Activities", activities)
