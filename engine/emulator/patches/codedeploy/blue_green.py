"""The end of a blue/green deployment to other Auto Scaling groups: their servers take the place of the first."""

from moto.autoscaling.models import autoscaling_backends
from moto.elbv2.models import elbv2_backends


def move_visitors(backend, deployment):
    """Registers the new servers in the deployment group's target groups, takes the old ones out, and has the group deploy to the new."""
    group = deployment.deployment_group
    names = (deployment.target_instances or {}).get("autoScalingGroups")
    if not names or not group.is_blue_green:
        return
    fleets = autoscaling_backends[backend.account_id][backend.region_name].autoscaling_groups
    new = [state.instance_id for name in names if name in fleets for state in fleets[name].instance_states]
    served = {each["name"] for each in (group.load_balancer_info or {}).get("targetGroupInfoList", [])}
    balancers = elbv2_backends[backend.account_id][backend.region_name]
    for target_group in [each for each in balancers.target_groups.values() if each.name in served]:
        old = [id for id in target_group.targets if id not in new]
        balancers.register_targets(target_group.arn, [{"Id": id} for id in new])
        balancers.deregister_targets(target_group.arn, [{"Id": id} for id in old])
    group.auto_scaling_groups, group.ec2_tag_filters = names, []
