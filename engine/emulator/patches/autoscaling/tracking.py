"""Target tracking by CPU. The servers of a group measure nothing: PutMetricData says what they would, with AWS's own metric of the group.

AWS keeps the namespace AWS/EC2 for itself. Each value is followed at once: warm-up, cooldown and the minutes that alarms take
are not waited for.

https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html
"""

from math import ceil

from extending import extends
from moto.autoscaling.models import FakeAutoScalingGroup, autoscaling_backends
from moto.cloudwatch.models import CloudWatchBackend

from patches.autoscaling.activities import now

put_metric_data = CloudWatchBackend.put_metric_data

#: Below this part of its target, a policy removes servers.
LOW = 0.9


@extends(CloudWatchBackend, replacing=["put_metric_data"])
class _:
    def put_metric_data(self, namespace, metric_data):
        put_metric_data(self, namespace, metric_data)
        if namespace != "AWS/EC2":
            return
        groups = autoscaling_backends[self.account_id][self.region_name].autoscaling_groups
        for datum in metric_data:
            for dimension in datum.get("Dimensions", []):
                named = dimension["Name"] == "AutoScalingGroupName" and dimension["Value"] in groups
                if named and datum["MetricName"] == "CPUUtilization" and datum.get("Value") is not None:
                    groups[dimension["Value"]].track_cpu(float(datum["Value"]))


@extends(FakeAutoScalingGroup)
class _:
    def track_cpu(self, percent):
        if "AlarmNotification" in self._suspended_processes:
            return
        for policy in self.autoscaling_backend.policies.values():
            if policy.auto_scaling_group_name == self.name and tracks_cpu(policy):
                self._follow(policy, percent)

    def _follow(self, policy, percent):
        its = vars(policy.target_tracking_configuration)
        target, current = float(its["TargetValue"]), self.desired_capacity
        wanted = ceil(current * percent / target)
        if percent > target:
            alarm, size = "AlarmHigh", min(self.max_size, wanted)
        elif percent < LOW * target and not its.get("DisableScaleIn"):
            alarm, size = "AlarmLow", max(self.min_size, wanted, 1)
        else:
            return
        if size == current or not current:
            return
        self.trigger = (
            f"At {now()} a monitor alarm TargetTracking-{self.name}-{alarm} in state ALARM triggered policy "
            f"{policy.name} changing the desired capacity from {current} to {size}.  "
        )
        try:
            self.autoscaling_backend.set_desired_capacity(self.name, size)
        finally:
            self.trigger = ""


def tracks_cpu(policy):
    if policy.target_tracking_configuration is None or not getattr(policy, "enabled", True):
        return False
    metric = vars(policy.target_tracking_configuration).get("PredefinedMetricSpecification") or {}
    return metric.get("PredefinedMetricType") == "ASGAverageCPUUtilization"
