"""The servers of a deployment, each with its lifecycle events; by CodeDeploy's newer calls (targets) and its older ones (instances)."""

from datetime import UTC, datetime

from extending import extends
from moto.codedeploy.models import CodeDeployBackend
from moto.codedeploy.responses import CodeDeployResponse
from moto.core.responses import ActionResult

from patches.codedeploy.errors import failure


def targets_from(told):
    """As the process beside this one tells them."""
    return [
        {
            "id": target["instanceId"],
            "status": target["status"],
            "lastUpdatedAt": datetime.fromtimestamp(target["updated"] / 1000, UTC),
            "lifecycleEvents": [
                {
                    "lifecycleEventName": event["name"],
                    "status": event["status"],
                    "diagnostics": event.get("diagnostics"),
                }
                for event in target["events"]
            ],
        }
        for target in told
    ]


@extends(CodeDeployBackend)
class _:
    def targets_of(self, deployment_id, ids=None):
        """Each as CodeDeploy shows it; of all its servers, if no ids are asked for."""
        if deployment_id not in self.deployments:
            message = f"The deployment {deployment_id} does not exist with the user or AWS account."
            raise failure("DeploymentDoesNotExist", message)
        deployment = self.deployments[deployment_id]
        found = {target["id"]: target for target in deployment.targets}
        for id in ids or []:
            if id not in found:
                message = f"The deployment target {id} does not exist for deployment {deployment_id}."
                raise failure("DeploymentTargetDoesNotExist", message)
        return [self._shown(deployment, found[id]) for id in (found if ids is None else ids)]

    def _shown(self, deployment, target):
        arn = f"arn:{self.partition}:ec2:{self.region_name}:{self.account_id}:instance/{target['id']}"
        shown = {name: value for name, value in target.items() if name != "id"}
        shown = {**shown, "deploymentId": deployment.deployment_id, "targetId": target["id"], "targetArn": arn}
        if deployment.deployment_group.is_blue_green:
            shown["instanceLabel"] = "Green"
        return shown


@extends(CodeDeployResponse)
class _:
    def list_deployment_targets(self):
        filters = self._get_param("targetFilters") or {}
        wanted = filters.get("TargetStatus")
        targets = [each for each in self._targets() if not wanted or each["status"] in wanted]
        return ActionResult({"targetIds": [each["targetId"] for each in targets]})

    def get_deployment_target(self):
        [target] = self._targets([self._get_param("targetId")])
        return ActionResult({"deploymentTarget": as_target(target)})

    def batch_get_deployment_targets(self):
        targets = self._targets(self._get_param("targetIds"))
        return ActionResult({"deploymentTargets": [as_target(each) for each in targets]})

    def list_deployment_instances(self):
        wanted = self._get_param("instanceStatusFilter")
        targets = [each for each in self._targets() if not wanted or each["status"] in wanted]
        return ActionResult({"instancesList": [each["targetId"] for each in targets]})

    def get_deployment_instance(self):
        [target] = self._targets([self._get_param("instanceId")])
        return ActionResult({"instanceSummary": as_instance(target)})

    def batch_get_deployment_instances(self):
        targets = self._targets(self._get_param("instanceIds"))
        return ActionResult({"instancesSummary": [as_instance(each) for each in targets]})

    def _targets(self, ids=None):
        return self.codedeploy_backend.targets_of(self._get_param("deploymentId"), ids)


def as_target(target):
    return {"deploymentTargetType": "InstanceTarget", "instanceTarget": target}


def as_instance(target):
    return {**target, "instanceId": target["targetArn"], "instanceType": target.get("instanceLabel")}
