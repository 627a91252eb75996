"""Environments: Ready at once, with what `resources.py` makes behind them.

The process that answers for host names (engine/traffic) runs their applications, and is asked how they are; where it is not there,
their health is not known.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from urllib.parse import quote

import traffic
from extending import extends
from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.elasticbeanstalk.exceptions import InvalidParameterValueError
from moto.elasticbeanstalk.models import EBBackend, Environment
from moto.elasticbeanstalk.responses import SOLUTION_STACK_DETAILS, EBResponse
from moto.moto_api._internal import mock_random as random

#: Health and health status of an environment of which nothing was seen.
UNKNOWN = ("Grey", "NoData")

#: How many are asked for their health at once.
MOST_ASKED = 8

WEB_SERVER = {"Name": "WebServer", "Type": "Standard", "Version": "1.0"}


@extends(Environment, replacing=["platform_arn"])
class _:
    @cached_property
    def option_settings(self):
        return {}

    @property
    def arn(self):
        return self.environment_arn

    @property
    def platform_arn(self):
        platform = self.solution_stack_name.rpartition(" running ")[2]
        return f"arn:aws:elasticbeanstalk:{self.region}::platform/{platform} running on 64bit Amazon Linux 2023"

    def put_settings(self, settings, remove=()):
        for option in settings:
            key = (option["Namespace"], option["OptionName"], option.get("ResourceName"))
            self.option_settings[key] = option.get("Value", "")
        for option in remove:
            self.option_settings.pop((option["Namespace"], option["OptionName"], option.get("ResourceName")), None)
        self.date_updated = utcnow()

    def described_settings(self):
        return [
            {"Namespace": namespace, "OptionName": name, "ResourceName": resource, "Value": value}
            for (namespace, name, resource), value in self.option_settings.items()
        ]


@extends(EBBackend, replacing=["describe_environments"])
class _:
    def describe_environments(self, application_name=None, ids=(), names=(), label=None):
        return [
            environment
            for application in self.applications.values()
            if not application_name or application.application_name == application_name
            for environment in application.environments.values()
            if (not ids or environment.environment_id in ids)
            and (not names or environment.environment_name in names)
            and (not label or environment.version_label == label)
        ]

    def environment(self, environment_id, name):
        found = self.describe_environments(ids=[environment_id] if environment_id else [], names=[name] if name else [])
        if not found or not (environment_id or name):
            raise InvalidParameterValueError(f"No Environment found for EnvironmentName = '{name or environment_id}'.")
        return found[0]

    def terminate_environment(self, environment):
        self.delete_resources(environment)
        del self.applications[environment.application_name].environments[environment.environment_name]
        environment.status = "Terminated"


@extends(EBResponse, replacing=["create_environment", "describe_environments"])
class _:
    def create_environment(self):
        backend = self.elasticbeanstalk_backend
        application = backend.application(self._get_param("ApplicationName"))
        name = self._get_param("EnvironmentName")
        stack = self._get_param("SolutionStackName", "")
        if stack and stack not in [known["SolutionStackName"] for known in SOLUTION_STACK_DETAILS]:
            raise InvalidParameterValueError(f"No Solution Stack named '{stack}' found.")
        if backend.describe_environments(names=[name]):
            raise InvalidParameterValueError(f"Environment {name} already exists.")
        environment = backend.create_environment(application, name, stack, self._tags())
        environment.environment_id = f"e-{random.get_random_string(length=10, lower_case=True)}"
        prefix = self._get_param("CNAMEPrefix") or f"{name}.{environment.environment_id[2:]}"
        environment.cname = f"{prefix}.{self.region}.elasticbeanstalk.com"
        environment.tier = self._get_param("Tier", WEB_SERVER)
        environment.health, environment.health_status = UNKNOWN
        environment.version_label = None
        environment.description = None
        try:
            self._change(environment)
        except Exception:  # AWS makes none of what it refuses
            backend.terminate_environment(environment)
            raise
        return ActionResult(environment)

    def _change(self, environment):
        label = self._get_param("VersionLabel")
        if label:
            self.elasticbeanstalk_backend.application_version(environment.application_name, label)
            environment.version_label = label
        environment.solution_stack_name = self._get_param("SolutionStackName", environment.solution_stack_name)
        environment.description = self._get_param("Description", environment.description)
        environment.put_settings(self._get_param("OptionSettings", []), self._get_param("OptionsToRemove", []))
        self.elasticbeanstalk_backend.make_resources(environment)

    def _environment(self):
        return self.elasticbeanstalk_backend.environment(
            self._get_param("EnvironmentId"), self._get_param("EnvironmentName")
        )

    def describe_environments(self):
        environments = self.elasticbeanstalk_backend.describe_environments(
            self._get_param("ApplicationName"),
            self._get_param("EnvironmentIds", []),
            self._get_param("EnvironmentNames", []),
            self._get_param("VersionLabel"),
        )
        if not traffic.is_asking(self.headers):
            # Together: each starts its application, which takes a moment.
            with ThreadPoolExecutor(MOST_ASKED) as pool:
                for environment, seen in zip(environments, pool.map(seen_health, environments)):
                    environment.health, environment.health_status = seen
        return ActionResult({"Environments": environments})

    def update_environment(self):
        environment = self._environment()
        self._change(environment)
        return ActionResult(environment)

    def terminate_environment(self):
        environment = self._environment()
        self.elasticbeanstalk_backend.terminate_environment(environment)
        return ActionResult(environment)

    def describe_configuration_settings(self):
        environment = self._environment()
        settings = {
            "ApplicationName": environment.application_name,
            "EnvironmentName": environment.environment_name,
            "SolutionStackName": environment.solution_stack_name,
            "DeploymentStatus": "deployed",
            "OptionSettings": environment.described_settings(),
        }
        return ActionResult({"ConfigurationSettings": [settings]})

    def describe_environment_resources(self):
        resources = self.elasticbeanstalk_backend.resources_of(self._environment())
        return ActionResult({"EnvironmentResources": resources})

    def describe_events(self):
        return ActionResult({"Events": []})


def seen_health(environment):
    query = quote(f"{environment.region}/{environment.environment_id}", safe="")
    seen = traffic.ask(f"/environment-health?{query}")
    return UNKNOWN if seen is None else (seen["health"], seen["status"])
