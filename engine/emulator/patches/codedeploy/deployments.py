"""Deployments that come to an end: each GetDeployment takes one a step on. None fails.

A blue/green deployment to other Auto Scaling groups ends with their servers in the place of the first, in the deployment
group's target groups and in the deployment group itself.
"""

from extending import extends
from moto.autoscaling.models import autoscaling_backends
from moto.codedeploy.models import CodeDeployBackend, DeploymentInfo
from moto.codedeploy.responses import CodeDeployResponse
from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.elbv2.models import elbv2_backends

from patches.codedeploy.errors import failure

get_deployment = CodeDeployBackend.get_deployment


@extends(DeploymentInfo)
class _:
    def advance(self):
        if self.status == "Created":
            self.status, self.start_time = "InProgress", utcnow()
        elif self.status == "InProgress":
            self.status, self.complete_time = "Succeeded", utcnow()

    def last_deployment(self):
        times = {"endTime": self.complete_time, "createTime": self.create_time}
        return {"deploymentId": self.deployment_id, "status": self.status, **times}


@extends(CodeDeployBackend, replacing=["get_deployment"])
class _:
    def forget_deployments(self, application_name, group_name):
        for deployment in self.deployments_of(application_name, group_name):
            del self.deployments[deployment.deployment_id]

    def deployments_of(self, application_name, group_name):
        """The newest first."""
        return [
            deployment
            for deployment in reversed(self.deployments.values())
            if deployment.application_name == application_name and deployment.deployment_group_name == group_name
        ]

    def get_deployment(self, deployment_id):
        deployment = get_deployment(self, deployment_id)
        was = deployment.status
        deployment.advance()
        if (was, deployment.status) == ("InProgress", "Succeeded"):
            self._move_visitors(deployment)
        return deployment

    def _move_visitors(self, deployment):
        group = deployment.deployment_group
        names = (deployment.target_instances or {}).get("autoScalingGroups")
        if not names or (group.deployment_style or {}).get("deploymentType") != "BLUE_GREEN":
            return
        fleets = autoscaling_backends[self.account_id][self.region_name].autoscaling_groups
        new = [state.instance_id for name in names if name in fleets for state in fleets[name].instance_states]
        served = {each["name"] for each in (group.load_balancer_info or {}).get("targetGroupInfoList", [])}
        balancers = elbv2_backends[self.account_id][self.region_name]
        for target_group in [each for each in balancers.target_groups.values() if each.name in served]:
            old = [id for id in target_group.targets if id not in new]
            balancers.register_targets(target_group.arn, [{"Id": id} for id in new])
            balancers.deregister_targets(target_group.arn, [{"Id": id} for id in old])
        group.auto_scaling_groups, group.ec2_tag_filters = names, []

    def stop_deployment(self, deployment_id):
        deployment = get_deployment(self, deployment_id)
        if deployment.status in ("Succeeded", "Failed", "Stopped"):
            message = f"The deployment {deployment_id} has already been completed."
            raise failure("DeploymentAlreadyCompleted", message)
        deployment.status, deployment.complete_time = "Stopped", utcnow()


@extends(CodeDeployResponse)
class _:
    def stop_deployment(self):
        self.codedeploy_backend.stop_deployment(self._get_param("deploymentId"))
        return ActionResult({"status": "Succeeded", "statusMessage": "No more commands will be scheduled."})
