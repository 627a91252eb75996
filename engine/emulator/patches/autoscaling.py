"""EC2 Auto Scaling: what moto lacks.

- Notifications: Put-, Describe-, DeleteNotificationConfiguration, DescribeAutoScalingNotificationTypes. None is sent.
- Instance refresh: Start-, Describe-, CancelInstanceRefresh. Nothing runs in the background: each
  DescribeInstanceRefreshes replaces one instance.
- DescribeScalingActivities, always empty in moto.
- `DefaultInstanceWarmup` of a group.
- `Enabled` of a scaling policy; an empty `PredictiveScalingConfiguration`, which moto returns for every policy.
- Instances: over all subnets or zones, not all in the first; from the template's version that the group names, not from
  its default version; registered in the group's target groups when they replace another, deregistered when they end.

https://docs.aws.amazon.com/autoscaling/ec2/APIReference/
"""

from functools import cached_property

from extending import extends
from moto.autoscaling.exceptions import AutoscalingClientError, ValidationError
from moto.autoscaling.models import (
    ASG_NAME_TAG,
    Activity,
    AutoScalingBackend,
    FakeAutoScalingGroup,
    InstanceState,
    TerminateInstanceActivity,
)
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.common_models import BaseModel
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow
from moto.moto_api._internal import mock_random as random

NOTIFICATION_TYPES = [
    "autoscaling:EC2_INSTANCE_LAUNCH",
    "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
    "autoscaling:EC2_INSTANCE_TERMINATE",
    "autoscaling:EC2_INSTANCE_TERMINATE_ERROR",
    "autoscaling:TEST_NOTIFICATION",
]

ACTIVE = ("Pending", "InProgress", "Cancelling")

set_desired_capacity = FakeAutoScalingGroup.set_desired_capacity
notify_terminate_instances = AutoScalingBackend.notify_terminate_instances
terminate_instance = AutoScalingBackend.terminate_instance
create_auto_scaling_group = AutoScalingResponse.create_auto_scaling_group
update_auto_scaling_group = AutoScalingResponse.update_auto_scaling_group
put_scaling_policy = AutoScalingResponse.put_scaling_policy


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

    def advance(self):
        if self.status == "Cancelling":
            self._end("Cancelled", "Cancelled due to user request.")
        elif self.status == "Pending":
            self.status, self.start_time = "InProgress", utcnow()
        elif self.status == "InProgress":
            self._replace_one()

    def _replace_one(self):
        present = self.group.instance_states
        self.waiting = [state for state in self.waiting if state in present]
        if self.waiting:
            self.group.replace_instance(self.waiting.pop(0))
        if not self.waiting:
            self._end("Successful", None)

    def _end(self, status, reason):
        self.status, self.status_reason, self.end_time = status, reason, utcnow()


@extends(InstanceState, replacing=["launch_template"])
class _:
    @property
    def launch_template(self):
        """The version that the instance was launched from, which need not be the group's any more."""
        launched_from = getattr(self, "launched_from", None)
        return launched_from or (self.auto_scaling_group and self.auto_scaling_group.current_template())


@extends(FakeAutoScalingGroup, replacing=["set_desired_capacity", "replace_autoscaling_group_instances"])
class _:
    @cached_property
    def notification_configurations(self):
        """Notification types by topic ARN."""
        return {}

    @cached_property
    def instance_refreshes(self):
        """The newest first."""
        return []

    @cached_property
    def activities(self):
        """The newest first."""
        return []

    def current_template(self):
        """What new instances are launched from, with the version's number in place of $Latest or $Default."""
        template = self.ec2_launch_template
        if template is None:
            return None
        version = template.get_version(self.launch_template_version).number
        return {"LaunchTemplateId": template.id, "LaunchTemplateName": template.name, "Version": str(version)}

    def use_configuration(self, desired):
        policy = desired.get("MixedInstancesPolicy")
        self.mixed_instances_policy = policy
        self._set_launch_configuration("", desired.get("LaunchTemplate") or {}, policy)

    def record(self, description, cause):
        activity = Activity(description, cause, self, status_code="Successful")
        activity.progress = 100
        self.activities.insert(0, activity)

    def set_desired_capacity(self, new_capacity):
        before = list(self.instance_states)
        set_desired_capacity(self, new_capacity)
        ended = [state for state in before if state not in self.instance_states]
        count = len(before)
        for state in ended:
            self._record_end(
                state.instance_id,
                f"in response to a difference between desired and actual capacity, "
                f"shrinking the capacity from {count} to {count - 1}.",
            )
            count -= 1
        self.autoscaling_backend.elbv2_backend.notify_terminate_instances([state.instance_id for state in ended])

    def replace_instance(self, state):
        """Ends an instance and launches another in its place."""
        self.instance_states.remove(state)
        self.ec2_backend.terminate_instances([state.instance_id])
        self.autoscaling_backend.elbv2_backend.notify_terminate_instances([state.instance_id])
        self._record_end(state.instance_id, "in response to an instance refresh.")
        self.replace_autoscaling_group_instances(1, self.get_propagated_tags())

    def replace_autoscaling_group_instances(self, count_needed, propagated_tags):
        for _ in range(count_needed):
            self._launch(propagated_tags)
        if self.name in self.autoscaling_backend.autoscaling_groups:
            self.autoscaling_backend.update_attached_elbs(self.name)
            self.autoscaling_backend.update_attached_target_groups(self.name)

    def _launch(self, propagated_tags):
        template = self.current_template()
        reservation = self.ec2_backend.run_instances(
            self.image_id,
            1,
            self.user_data,
            self.security_groups,
            instance_type=self.instance_type,
            tags={"instance": {**propagated_tags, ASG_NAME_TAG: self.name, **self.instance_tags}},
            launch_config=self.launch_config,
            launch_template=template and {k: template[k] for k in ("LaunchTemplateId", "Version")},
            is_instance_type_default=False,
            associate_public_ip=self.launch_config.associate_public_ip_address if self.launch_config else None,
            **self._emptiest_place(),
        )
        instance = reservation.instances[0]
        instance.autoscaling_group = self
        state = InstanceState(instance, protected_from_scale_in=self.new_instances_protected_from_scale_in)
        state.launched_from = template
        self.instance_states.append(state)
        count = len(self.instance_states)
        self.record(
            f"Launching a new EC2 instance: {instance.id}",
            f"At {now()} an instance was started in response to a difference between desired and actual capacity, "
            f"increasing the capacity from {count - 1} to {count}.",
        )

    def _emptiest_place(self):
        instances = [state.instance for state in self.instance_states]
        if not self.vpc_zone_identifier:
            zones = [instance.placement.zone for instance in instances]
            return {"placement": min(self.availability_zones, key=zones.count)}
        subnets = [instance.subnet_id for instance in instances]
        return {"subnet_id": min(self.vpc_zone_identifier.split(","), key=subnets.count)}

    def _record_end(self, instance_id, why):
        self.record(
            f"Terminating EC2 instance: {instance_id}",
            f"At {now()} an instance was taken out of service {why}",
        )


@extends(AutoScalingBackend, replacing=["notify_terminate_instances", "terminate_instance"])
class _:
    def existing_group(self, name):
        if name not in self.autoscaling_groups:
            raise ValidationError(f"AutoScalingGroup name not found - AutoScalingGroup '{name}' not found")
        return self.autoscaling_groups[name]

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

    def start_instance_refresh(self, group_name, strategy, preferences, desired_configuration):
        group = self.existing_group(group_name)
        if any(refresh.status in ACTIVE for refresh in group.instance_refreshes):
            raise InstanceRefreshInProgress
        refresh = InstanceRefresh(group, strategy, preferences, desired_configuration)
        group.instance_refreshes.insert(0, refresh)
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

    def terminate_instance(self, instance_id, should_decrement):
        activity: TerminateInstanceActivity = terminate_instance(self, instance_id, should_decrement)
        self.elbv2_backend.notify_terminate_instances([instance_id])
        activity.auto_scaling_group.activities.insert(0, activity)
        return activity


@extends(AutoScalingResponse, replacing=["put_scaling_policy", "describe_scaling_activities"])
class _:
    def _page(self, key, items):
        start = int(self._get_param("NextToken", 0))
        end = start + self._get_int_param("MaxRecords", 50)
        return ActionResult({key: items[start:end], "NextToken": str(end) if end < len(items) else None})

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

    def describe_scaling_activities(self):
        activities = self.autoscaling_backend.describe_scaling_activities(
            self._get_param("AutoScalingGroupName"), self._get_param("ActivityIds", [])
        )
        return self._page("Activities", activities)

    def put_scaling_policy(self):
        result = put_scaling_policy(self)
        policy = self.autoscaling_backend.policies[self._get_param("PolicyName")]
        policy.enabled = self._get_bool_param("Enabled", True)
        policy.predictive_scaling_configuration = policy.predictive_scaling_configuration or None
        return result


def now() -> str:
    return utcnow().strftime("%Y-%m-%dT%H:%M:%SZ")


@extends(AutoScalingResponse, replacing=["create_auto_scaling_group", "update_auto_scaling_group"])
class _:
    def create_auto_scaling_group(self):
        result = create_auto_scaling_group(self)
        self._keep_default_instance_warmup()
        return result

    def update_auto_scaling_group(self):
        result = update_auto_scaling_group(self)
        self._keep_default_instance_warmup()
        return result

    def _keep_default_instance_warmup(self):
        seconds = self._get_int_param("DefaultInstanceWarmup")
        if seconds is not None:
            name = self._get_param("AutoScalingGroupName")
            self.autoscaling_backend.autoscaling_groups[name].default_instance_warmup = seconds
