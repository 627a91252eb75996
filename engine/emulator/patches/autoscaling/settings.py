"""Settings that moto forgets or invents: a group's default warm-up, a scaling policy's state."""

from extending import extends
from moto.autoscaling.responses import AutoScalingResponse

create_auto_scaling_group = AutoScalingResponse.create_auto_scaling_group
update_auto_scaling_group = AutoScalingResponse.update_auto_scaling_group
put_scaling_policy = AutoScalingResponse.put_scaling_policy


@extends(AutoScalingResponse, replacing=["create_auto_scaling_group", "update_auto_scaling_group", "put_scaling_policy"])
class _:
    def create_auto_scaling_group(self):
        result = create_auto_scaling_group(self)
        self._keep_default_instance_warmup()
        return result

    def update_auto_scaling_group(self):
        result = update_auto_scaling_group(self)
        self._keep_default_instance_warmup()
        return result

    def put_scaling_policy(self):
        result = put_scaling_policy(self)
        policy = self.autoscaling_backend.policies[self._get_param("PolicyName")]
        policy.enabled = self._get_bool_param("Enabled", True)
        policy.predictive_scaling_configuration = policy.predictive_scaling_configuration or None
        return result

    def _keep_default_instance_warmup(self):
        seconds = self._get_int_param("DefaultInstanceWarmup")
        if seconds is not None:
            name = self._get_param("AutoScalingGroupName")
            self.autoscaling_backend.autoscaling_groups[name].default_instance_warmup = seconds
