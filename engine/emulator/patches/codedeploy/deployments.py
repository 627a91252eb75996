"""Deployments: one after the other in a deployment group, each carried out by the process beside this one.

That process (engine/traffic) runs the servers; it is asked every second how far a deployment is, and what its hooks have said.
Where no such process has ever been, nothing is carried out: each GetDeployment takes a deployment one step on, and none fails.
"""

import threading
from functools import cached_property

import traffic
from clock import goes_on
from extending import extends
from moto.codedeploy.models import CodeDeployBackend, DeploymentInfo
from moto.codedeploy.responses import CodeDeployResponse
from moto.core.responses import ActionResult
from moto.core.utils import utcnow

from patches.codedeploy.alarms import alarm_since
from patches.codedeploy.blue_green import move_visitors
from patches.codedeploy.errors import failure
from patches.codedeploy.targets import targets_from

create_deployment = CodeDeployBackend.create_deployment
get_deployment = CodeDeployBackend.get_deployment

ENDED = ("Succeeded", "Failed", "Stopped")

#: How often the process beside this one is asked.
SECONDS = 1


@extends(DeploymentInfo)
class _:
    #: Why it has failed, what it rolls back or is rolled back by, and its servers.
    error_information = None
    rollback_info = None
    targets = ()

    @property
    def is_on_a_server(self):
        """Also one that was stopped: the server that it has reached is finished, and the others are skipped."""
        return any(target["status"] in ("Pending", "InProgress") for target in self.targets)

    @cached_property
    def lock(self):
        return threading.Lock()

    def last_deployment(self):
        times = {"endTime": self.complete_time, "createTime": self.create_time}
        return {"deploymentId": self.deployment_id, "status": self.status, **times}

    def shown(self, info):
        """What moto says of it, completed."""
        counts = dict.fromkeys(self.deployment_overview, 0)
        for target in self.targets:
            counts[target["status"]] += 1
        return {
            **info,
            "previousRevision": None,
            "deploymentOverview": counts,
            "errorInformation": self.error_information,
            "rollbackInfo": self.rollback_info,
        }


@extends(CodeDeployBackend, replacing=["create_deployment", "get_deployment"])
class _:
    def create_deployment(self, *arguments, **properties):
        deployment_id = create_deployment(self, *arguments, **properties)
        deployment = self.deployments[deployment_id]
        goes_on(lambda: self._goes_on(deployment), SECONDS)
        return deployment_id

    def forget_deployments(self, application_name, group_name):
        for deployment in self.deployments_of(application_name, group_name):
            del self.deployments[deployment.deployment_id]

    def deployments_of(self, application_name, group_name):
        """The newest first."""
        return [
            deployment
            for deployment in reversed(list(self.deployments.values()))  # requests add to them meanwhile
            if deployment.application_name == application_name and deployment.deployment_group_name == group_name
        ]

    def get_deployment(self, deployment_id):
        deployment = get_deployment(self, deployment_id)
        if not traffic.is_known():
            with deployment.lock:
                self._step(deployment)
        return deployment

    def _goes_on(self, deployment):
        """@returns whether there is more to come"""
        if self.deployments.get(deployment.deployment_id) is not deployment:
            return False
        if traffic.is_known():
            self._follow(deployment)
        return deployment.status not in ENDED or deployment.is_on_a_server

    def _follow(self, deployment):
        others = self.deployments_of(deployment.application_name, deployment.deployment_group_name)
        earlier = others[others.index(deployment) + 1 :]
        if any(other.status not in ENDED for other in earlier):
            with deployment.lock:
                if deployment.status not in ENDED:  # who has stopped it did so a moment ago
                    deployment.status = "Queued"
            return
        # Not with the lock: who asks for it, or stops it, need not wait for the answer.
        seen = traffic.ask(f"/deployment?{self.region_name}/{deployment.deployment_id}")
        alarm = alarm_since(self, deployment)
        with deployment.lock:
            if deployment.status in ENDED:
                deployment.targets = targets_from((seen or {}).get("targets", [])) or deployment.targets
                return
            if alarm is not None:
                self._end(deployment, "Stopped", alarm)
            elif seen is not None and "notHere" in seen:
                deployment.deployment_status_messages = [f"Not carried out: {seen['notHere']}"]
                self._step(deployment)
            elif seen is not None:
                self._take(deployment, seen)

    def _take(self, deployment, seen):
        deployment.start_time = deployment.start_time or utcnow()
        deployment.targets = targets_from(seen["targets"])
        deployment.status = "InProgress"
        if seen["status"] in ENDED:
            self._end(deployment, seen["status"], seen.get("error"))

    def _step(self, deployment):
        """Of a deployment that nobody carries out."""
        if deployment.status in ("Created", "Queued"):
            deployment.status, deployment.start_time = "InProgress", utcnow()
        elif deployment.status == "InProgress":
            self._end(deployment, "Succeeded")

    def _end(self, deployment, status, error=None):
        deployment.status, deployment.complete_time = status, utcnow()
        deployment.error_information = error
        if status == "Succeeded":
            move_visitors(self, deployment)
        elif status == "Failed":
            self.roll_back(deployment, "DEPLOYMENT_FAILURE")
        elif error is not None:
            self.roll_back(deployment, "DEPLOYMENT_STOP_ON_ALARM")

    def stop_deployment(self, deployment_id, rolls_back):
        deployment = get_deployment(self, deployment_id)
        with deployment.lock:
            if deployment.status in ENDED:
                message = f"The deployment {deployment_id} has already been completed."
                raise failure("DeploymentAlreadyCompleted", message)
            self._end(deployment, "Stopped")
            self.roll_back(deployment, "DEPLOYMENT_STOP_ON_REQUEST", wanted=rolls_back)


get_deployment_response = CodeDeployResponse.get_deployment
batch_get_deployments = CodeDeployResponse.batch_get_deployments


@extends(CodeDeployResponse, replacing=["get_deployment", "batch_get_deployments"])
class _:
    def get_deployment(self):
        return self._with_deployments(get_deployment_response(self), "deploymentInfo")

    def batch_get_deployments(self):
        return self._with_deployments(batch_get_deployments(self), "deploymentsInfo")

    def _with_deployments(self, answer, name):
        deployments = self.codedeploy_backend.deployments

        def shown(info):
            return deployments[info["deploymentId"]].shown(info)

        infos = answer.result[name]
        answer.result[name] = [shown(info) for info in infos] if isinstance(infos, list) else shown(infos)
        return answer

    def stop_deployment(self):
        self.codedeploy_backend.stop_deployment(
            self._get_param("deploymentId"), self._get_param("autoRollbackEnabled", None)
        )
        return ActionResult({"status": "Succeeded", "statusMessage": "No more commands will be scheduled."})
