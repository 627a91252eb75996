"""CodeDeploy: what moto lacks.

- DeleteApplication, Update-, DeleteDeploymentGroup; a group's alarms, last deployments
  and Auto Scaling groups, which moto shows as a list of names;
  moto returns empty structures for what a group does not have.
- Deployment configurations: Create-, Get-, List-, DeleteDeploymentConfig, with CodeDeploy's own three for servers.
- Deployments that come to an end: each GetDeployment takes one a step on, from Created over InProgress to Succeeded;
  StopDeployment. No agent runs, nothing is installed, so none fails.

https://docs.aws.amazon.com/codedeploy/latest/APIReference/
"""

import uuid
from functools import cached_property

from extending import extends
from moto.codedeploy.exceptions import CodeDeployException
from moto.codedeploy.models import CodeDeployBackend, DeploymentInfo
from moto.codedeploy.responses import CodeDeployResponse
from moto.core.common_models import BaseModel
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import camelcase_to_underscores, utcnow

OWN_CONFIGS = {
    "CodeDeployDefault.AllAtOnce": {"type": "HOST_COUNT", "value": 0},
    "CodeDeployDefault.HalfAtATime": {"type": "FLEET_PERCENT", "value": 50},
    "CodeDeployDefault.OneAtATime": None,
}

get_deployment = CodeDeployBackend.get_deployment
get_deployment_group = CodeDeployResponse.get_deployment_group
create_deployment_group = CodeDeployBackend.create_deployment_group


def failure(name: str, message: str) -> CodeDeployException:
    return CodeDeployException(f"{name}Exception", message)


class DeploymentConfig(BaseModel):
    __module__ = "moto.codedeploy.models"

    def __init__(self, name, compute_platform, minimum_healthy_hosts=None, traffic_routing=None, zonal=None):
        self.deployment_config_id = str(uuid.uuid4())
        self.deployment_config_name = name
        self.compute_platform = compute_platform or "Server"
        self.minimum_healthy_hosts = minimum_healthy_hosts
        self.traffic_routing_config = traffic_routing
        self.zonal_config = zonal
        self.create_time = utcnow()


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


@extends(CodeDeployBackend, replacing=["create_deployment_group", "get_deployment"])
class _:
    @cached_property
    def deployment_configs(self):
        return {}

    def create_deployment_config(self, name, **properties):
        if name in OWN_CONFIGS or name in self.deployment_configs:
            raise failure("DeploymentConfigAlreadyExists", f"Deployment configuration {name} already exists.")
        config = DeploymentConfig(name, **properties)
        self.deployment_configs[name] = config
        return config.deployment_config_id

    def get_deployment_config(self, name):
        if name in OWN_CONFIGS:
            return DeploymentConfig(name, "Server", OWN_CONFIGS[name])
        if name not in self.deployment_configs:
            raise failure("DeploymentConfigDoesNotExist", f"No Deployment Configuration found for name: {name}")
        return self.deployment_configs[name]

    def delete_deployment_config(self, name):
        if name in OWN_CONFIGS:
            raise failure("InvalidOperation", f"{name} is a CodeDeploy default and cannot be deleted.")
        groups = [group for groups in self.deployment_groups.values() for group in groups.values()]
        if any(group.deployment_config_name == name for group in groups):
            raise failure("DeploymentConfigInUse", f"The deployment configuration {name} is in use.")
        self.deployment_configs.pop(name, None)

    def create_deployment_group(self, **properties):
        if properties["deployment_config_name"]:
            self.get_deployment_config(properties["deployment_config_name"])
        return create_deployment_group(self, **properties)

    def update_deployment_group(self, application_name, group_name, new_name, properties):
        group = self.get_deployment_group(application_name, group_name)
        if "deployment_config_name" in properties:
            self.get_deployment_config(properties["deployment_config_name"])
        vars(group).update(properties)
        if new_name and new_name != group_name:
            groups = self.deployment_groups[application_name]
            groups[new_name] = groups.pop(group_name)
            for deployment in self.deployments_of(application_name, group_name):
                deployment.deployment_group_name = new_name
            group.deployment_group_name = new_name
            old, new = (self._deployment_group_arn(application_name, name) for name in (group_name, new_name))
            self.tagger.copy_tags(old, new)
            self.tagger.delete_all_tags_for_resource(old)

    def delete_deployment_group(self, application_name, group_name):
        self.deployment_groups.get(application_name, {}).pop(group_name, None)
        self.tagger.delete_all_tags_for_resource(self._deployment_group_arn(application_name, group_name))
        self.forget_deployments(application_name, group_name)

    def delete_application(self, application_name):
        for group_name in list(self.deployment_groups.pop(application_name, {})):
            self.delete_deployment_group(application_name, group_name)
        self.applications.pop(application_name, None)
        self.tagger.delete_all_tags_for_resource(self._application_arn(application_name))

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
        deployment.advance()
        return deployment

    def stop_deployment(self, deployment_id):
        deployment = get_deployment(self, deployment_id)
        if deployment.status in ("Succeeded", "Failed", "Stopped"):
            message = f"The deployment {deployment_id} has already been completed."
            raise failure("DeploymentAlreadyCompleted", message)
        deployment.status, deployment.complete_time = "Stopped", utcnow()


@extends(CodeDeployResponse, replacing=["get_deployment_group"])
class _:
    def create_deployment_config(self):
        config_id = self.codedeploy_backend.create_deployment_config(
            self._get_param("deploymentConfigName"),
            compute_platform=self._get_param("computePlatform"),
            minimum_healthy_hosts=self._get_param("minimumHealthyHosts"),
            traffic_routing=self._get_param("trafficRoutingConfig"),
            zonal=self._get_param("zonalConfig"),
        )
        return ActionResult({"deploymentConfigId": config_id})

    def get_deployment_config(self):
        config = self.codedeploy_backend.get_deployment_config(self._get_param("deploymentConfigName"))
        return ActionResult({"deploymentConfigInfo": config})

    def list_deployment_configs(self):
        return ActionResult({"deploymentConfigsList": [*OWN_CONFIGS, *self.codedeploy_backend.deployment_configs]})

    def delete_deployment_config(self):
        self.codedeploy_backend.delete_deployment_config(self._get_param("deploymentConfigName"))
        return EmptyResult()

    def get_deployment_group(self):
        result = get_deployment_group(self)
        info = result.result["deploymentGroupInfo"]
        names = info["applicationName"], info["deploymentGroupName"]
        group = self.codedeploy_backend.get_deployment_group(*names)
        deployments = self.codedeploy_backend.deployments_of(*names)
        succeeded = [deployment for deployment in deployments if deployment.status == "Succeeded"]
        info["alarmConfiguration"] = group.alarm_configuration
        info["autoScalingGroups"] = [{"name": name} for name in group.auto_scaling_groups]
        info["lastAttemptedDeployment"] = deployments[0].last_deployment() if deployments else None
        info["lastSuccessfulDeployment"] = succeeded[0].last_deployment() if succeeded else None
        info.update({name: None for name, value in info.items() if value == {}})
        return result

    def update_deployment_group(self):
        named = ("applicationName", "currentDeploymentGroupName", "newDeploymentGroupName")
        self.codedeploy_backend.update_deployment_group(
            *(self._get_param(name) for name in named),
            {camelcase_to_underscores(name): value for name, value in self.params.items() if name not in named},
        )
        return ActionResult({"hooksNotCleanedUp": []})

    def delete_deployment_group(self):
        self.codedeploy_backend.delete_deployment_group(
            self._get_param("applicationName"), self._get_param("deploymentGroupName")
        )
        return ActionResult({"hooksNotCleanedUp": []})

    def delete_application(self):
        self.codedeploy_backend.delete_application(self._get_param("applicationName"))
        return EmptyResult()

    def stop_deployment(self):
        self.codedeploy_backend.stop_deployment(self._get_param("deploymentId"))
        return ActionResult({"status": "Succeeded", "statusMessage": "No more commands will be scheduled."})
