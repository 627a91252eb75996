"""Rollbacks: another deployment, of the last revision that was deployed successfully.

https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-rollback-and-redeploy.html
"""

from extending import extends
from moto.codedeploy.models import CodeDeployBackend, DeploymentGroup

BY_ROLLBACK = "codeDeployRollback"


@extends(DeploymentGroup)
class _:
    @property
    def is_blue_green(self):
        return (self.deployment_style or {}).get("deploymentType") == "BLUE_GREEN"


@extends(CodeDeployBackend)
class _:
    def roll_back(self, deployment, event, wanted=None):
        """Where its group says so for this event, or the request that has stopped it.

        Not after a blue/green deployment, which has not moved the visitors: the first servers serve as before.
        """
        group = deployment.deployment_group
        settings = deployment.auto_rollback_configuration or group.auto_rollback_configuration or {}
        if wanted is None:
            wanted = settings.get("enabled") and event in settings.get("events", [])
        if not wanted or deployment.creator == BY_ROLLBACK or group.is_blue_green:
            return
        names = deployment.application_name, deployment.deployment_group_name
        good = next((other for other in self.deployments_of(*names) if other.status == "Succeeded"), None)
        if good is None:
            message = "There is no deployment that has succeeded to roll back to."
            deployment.rollback_info = {"rollbackMessage": message}
            return
        rollback = self.deployments[self.create_deployment(*names, good.revision)]
        rollback.creator = BY_ROLLBACK
        rollback.rollback_info = {"rollbackTriggeringDeploymentId": deployment.deployment_id}
        deployment.rollback_info = {"rollbackDeploymentId": rollback.deployment_id}
