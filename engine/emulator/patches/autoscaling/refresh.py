"""Instance refresh: an instance is replaced every 15 seconds, and with each DescribeInstanceRefreshes.

Not before the one before is healthy, where somebody checks that: one that never is stops the refresh half-way.
"""

import threading
import time
from functools import cached_property

from clock import goes_on
from extending import extends
from moto.autoscaling.exceptions import AutoscalingClientError
from moto.autoscaling.models import AutoScalingBackend, FakeAutoScalingGroup
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.common_models import BaseModel
from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.moto_api._internal import mock_random as random

from patches.elb import seen_health

ACTIVE = ("Pending", "InProgress", "Cancelling")

#: How long a refresh stands still when nobody looks at it. On AWS, a server takes minutes.
SECONDS = 15


class InstanceRefreshInProgress(AutoscalingClientError):
    code = "InstanceRefreshInProgress"
    message = "An Instance Refresh is already in progress and blocks the execution of this Instance Refresh."


class ActiveInstanceRefreshNotFound(AutoscalingClientError):
    code = "ActiveInstanceRefreshNotFound"

    def __init__(self, group_name: str):
        super().__init__(f"No in progress or pending Instance Refresh found for Auto Scaling group {group_name}")


class InstanceRefresh(BaseModel):
    __module__ = "moto.autoscaling.models"

    def __init__(self, group, strategy, preferences, desired_configuration):
        self.group = group
        self.auto_scaling_group_name = group.name
        self.instance_refresh_id = str(random.uuid4())
        self.strategy = strategy
        self.preferences = {
            "MinHealthyPercentage": 90,
            "SkipMatching": False,
            "AutoRollback": False,
            "ScaleInProtectedInstances": "Wait",
            "StandbyInstances": "Wait",
            **preferences,
        }
        self.desired_configuration = desired_configuration
        self.status = "Pending"
        self.status_reason = None
        self.start_time = None
        self.end_time = None
        if desired_configuration:
            group.use_configuration(desired_configuration)
        self.waiting = [state for state in group.instance_states if not self._skips(state)]
        self.total = len(self.waiting)
        self.launched = set()
        self.lock = threading.Lock()
        self.advanced_at = time.monotonic()

    @property
    def instances_to_update(self):
        return len(self.waiting)

    @property
    def percentage_complete(self):
        return 100 if not self.total else 100 * (self.total - len(self.waiting)) // self.total

    def _skips(self, state):
        if state.protected_from_scale_in and self.preferences["ScaleInProtectedInstances"] == "Ignore":
            return True
        if state.lifecycle_state == "Standby" and self.preferences["StandbyInstances"] == "Ignore":
            return True
        return self.preferences["SkipMatching"] and state.launch_template == self.group.current_template()

    def goes_on(self):
        """A step on, unless somebody has looked at it a moment ago. @returns whether there are more"""
        groups = self.group.autoscaling_backend.autoscaling_groups
        if groups.get(self.group.name) is not self.group:
            return False
        if time.monotonic() - self.advanced_at >= SECONDS:
            self.advance()
        return self.status in ACTIVE

    def advance(self):
        with self.lock:
            self.advanced_at = time.monotonic()
            self._advance()

    def _advance(self):
        if self.status == "Cancelling":
            self._end("Cancelled", "Cancelled due to user request.")
        elif self.status == "Pending":
            self.status, self.start_time = "InProgress", utcnow()
        elif self.status == "InProgress":
            self._replace_one()

    def _replace_one(self):
        if not self._is_healthy():
            return
        present = self.group.instance_states
        self.waiting = [state for state in self.waiting if state in present]
        if self.waiting:
            self.group.replace_instance(self.waiting.pop(0))
            self.launched.add(self.group.instance_states[-1].instance_id)
        if not self.waiting and self._is_healthy():
            self._end("Successful", None)

    def _is_healthy(self):
        """Whether all that it has launched are, but for groups that no load balancer uses."""
        seen = [target for arn in self.group.target_group_arns for target in seen_health(arn) or []]
        return not any(target["id"] in self.launched and target["state"] in ("initial", "unhealthy") for target in seen)

    def _end(self, status, reason):
        self.status, self.status_reason, self.end_time = status, reason, utcnow()


@extends(FakeAutoScalingGroup)
class _:
    @cached_property
    def instance_refreshes(self):
        """The newest first."""
        return []

    def use_configuration(self, desired):
        policy = desired.get("MixedInstancesPolicy")
        self.mixed_instances_policy = policy
        self._set_launch_configuration("", desired.get("LaunchTemplate") or {}, policy)

    def replace_instance(self, state):
        """Ends an instance and launches another in its place."""
        self.instance_states.remove(state)
        self.ec2_backend.terminate_instances([state.instance_id])
        self.autoscaling_backend.elbv2_backend.notify_terminate_instances([state.instance_id])
        self._record_end(state.instance_id, "in response to an instance refresh.")
        self.replace_autoscaling_group_instances(1, self.get_propagated_tags())


@extends(AutoScalingBackend)
class _:
    def start_instance_refresh(self, group_name, strategy, preferences, desired_configuration):
        group = self.existing_group(group_name)
        if any(refresh.status in ACTIVE for refresh in group.instance_refreshes):
            raise InstanceRefreshInProgress
        refresh = InstanceRefresh(group, strategy, preferences, desired_configuration)
        group.instance_refreshes.insert(0, refresh)
        goes_on(refresh.goes_on, SECONDS)
        return refresh.instance_refresh_id

    def describe_instance_refreshes(self, group_name, refresh_ids):
        refreshes = self.existing_group(group_name).instance_refreshes
        for refresh in refreshes:
            refresh.advance()
        return [refresh for refresh in refreshes if not refresh_ids or refresh.instance_refresh_id in refresh_ids]

    def cancel_instance_refresh(self, group_name):
        for refresh in self.existing_group(group_name).instance_refreshes:
            if refresh.status in ("Pending", "InProgress"):
                refresh.status = "Cancelling"
                return refresh.instance_refresh_id
        raise ActiveInstanceRefreshNotFound(group_name)


@extends(AutoScalingResponse)
class _:
    def start_instance_refresh(self):
        refresh_id = self.autoscaling_backend.start_instance_refresh(
            self._get_param("AutoScalingGroupName"),
            self._get_param("Strategy", "Rolling"),
            self._get_param("Preferences", {}),
            self._get_param("DesiredConfiguration"),
        )
        return ActionResult({"InstanceRefreshId": refresh_id})

    def describe_instance_refreshes(self):
        refreshes = self.autoscaling_backend.describe_instance_refreshes(
            self._get_param("AutoScalingGroupName"), self._get_param("InstanceRefreshIds", [])
        )
        return self._page("InstanceRefreshes", refreshes)

    def cancel_instance_refresh(self):
        refresh_id = self.autoscaling_backend.cancel_instance_refresh(self._get_param("AutoScalingGroupName"))
        return ActionResult({"InstanceRefreshId": refresh_id})
