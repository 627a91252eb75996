"""A group's instances: what they are launched from and where, the target groups that they are in."""

from functools import cached_property

from extending import extends
from moto.autoscaling.models import (
    ASG_NAME_TAG,
    AutoScalingBackend,
    FakeAutoScalingGroup,
    InstanceState,
    TerminateInstanceActivity,
)

from patches.autoscaling.activities import now

set_desired_capacity = FakeAutoScalingGroup.set_desired_capacity
terminate_instance = AutoScalingBackend.terminate_instance
detach_load_balancer_target_groups = AutoScalingBackend.detach_load_balancer_target_groups


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
    def registered(self):
        """The ids of its instances that it has registered, by the ARN of the target group."""
        return {}

    def current_template(self):
        """What new instances are launched from, with the version's number in place of $Latest or $Default."""
        template = self.ec2_launch_template
        if template is None:
            return None
        version = template.get_version(self.launch_template_version).number
        return {"LaunchTemplateId": template.id, "LaunchTemplateName": template.name, "Version": str(version)}

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
            nics=self._interfaces(),
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

    def _interfaces(self):
        """The template's network interfaces, with their security groups and whether they get a public address."""
        if self.ec2_launch_template is None:
            return []
        version = self.ec2_launch_template.get_version(self.launch_template_version)
        return version.data.get("NetworkInterfaces", [])

    def _emptiest_place(self):
        instances = [state.instance for state in self.instance_states]
        if not self.vpc_zone_identifier:
            zones = [instance.placement.zone for instance in instances]
            return {"placement": min(self.availability_zones, key=zones.count)}
        subnets = [instance.subnet_id for instance in instances]
        return {"subnet_id": min(self.vpc_zone_identifier.split(","), key=subnets.count)}


@extends(
    AutoScalingBackend,
    replacing=["terminate_instance", "update_attached_target_groups", "detach_load_balancer_target_groups"],
)
class _:
    def update_attached_target_groups(self, group_name):
        """Registers each instance once: since then it may have been taken out, as CodeDeploy does, or stopped."""
        group = self.autoscaling_groups[group_name]
        present = {state.instance_id for state in group.instance_states}
        for arn in group.target_group_arns:
            new = present - group.registered.get(arn, set())
            self.elbv2_backend.register_targets(arn, [{"Id": instance_id} for instance_id in new])
            group.registered[arn] = present

    def detach_load_balancer_target_groups(self, group_name, target_group_arns):
        detach_load_balancer_target_groups(self, group_name, target_group_arns)
        for arn in target_group_arns:
            self.autoscaling_groups[group_name].registered.pop(arn, None)

    def terminate_instance(self, instance_id, should_decrement):
        activity: TerminateInstanceActivity = terminate_instance(self, instance_id, should_decrement)
        self.elbv2_backend.notify_terminate_instances([instance_id])
        activity.auto_scaling_group.activities.insert(0, activity)
        return activity
