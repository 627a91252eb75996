"""Deployment configurations: create, get, list, delete, with CodeDeploy's own three for servers."""

import uuid
from functools import cached_property

from extending import extends
from moto.codedeploy.models import CodeDeployBackend
from moto.codedeploy.responses import CodeDeployResponse
from moto.core.common_models import BaseModel
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow

from patches.codedeploy.errors import failure

OWN_CONFIGS = {
    "CodeDeployDefault.AllAtOnce": {"type": "HOST_COUNT", "value": 0},
    "CodeDeployDefault.HalfAtATime": {"type": "FLEET_PERCENT", "value": 50},
    "CodeDeployDefault.OneAtATime": None,
}


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


@extends(CodeDeployBackend)
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


@extends(CodeDeployResponse)
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
