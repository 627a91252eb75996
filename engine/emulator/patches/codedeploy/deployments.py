"""Deployments that come to an end: each GetDeployment takes one a step on. None fails."""

from extending import extends
from moto.codedeploy.models import CodeDeployBackend, DeploymentInfo
from moto.codedeploy.responses import CodeDeployResponse
from moto.core.responses import ActionResult
from moto.core.utils import utcnow

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
        deployment.advance()
        return deployment

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
