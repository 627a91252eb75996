"""Applications and deployment groups: all of a group, update, delete."""

from extending import extends
from moto.codedeploy.models import CodeDeployBackend
from moto.codedeploy.responses import CodeDeployResponse
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import camelcase_to_underscores

get_deployment_group = CodeDeployResponse.get_deployment_group
create_deployment_group = CodeDeployBackend.create_deployment_group


@extends(CodeDeployBackend, replacing=["create_deployment_group"])
class _:
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


@extends(CodeDeployResponse, replacing=["get_deployment_group"])
class _:
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
