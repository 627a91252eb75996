"""Elastic Beanstalk: what moto lacks.

- Applications: description, lifecycle, tags, UpdateApplication, UpdateApplicationResourceLifecycle, the filter by name.
- Application versions: Create-, Describe-, Update-, DeleteApplicationVersion.
- Environments: all of CreateEnvironment's settings, UpdateEnvironment, TerminateEnvironment, the filters of
  DescribeEnvironments, DescribeConfigurationSettings, DescribeEnvironmentResources, DescribeEvents.
  Nothing is launched behind an environment; it is Ready and healthy at once, and changes take effect at once.

https://docs.aws.amazon.com/elasticbeanstalk/latest/api/
"""

from functools import cached_property

from extending import extends
from moto.core.common_models import BaseModel
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow
from moto.elasticbeanstalk.exceptions import InvalidParameterValueError, ResourceNotFoundException
from moto.elasticbeanstalk.models import Application, EBBackend, Environment
from moto.elasticbeanstalk.responses import SOLUTION_STACK_DETAILS, EBResponse
from moto.elasticbeanstalk.utils import make_arn
from moto.moto_api._internal import mock_random as random

WEB_SERVER = {"Name": "WebServer", "Type": "Standard", "Version": "1.0"}


class ApplicationVersion(BaseModel):
    __module__ = "moto.elasticbeanstalk.models"

    def __init__(self, application, label, description, source_bundle, tags):
        self.application_name = application.application_name
        self.version_label = label
        self.description = description
        self.source_bundle = source_bundle
        self.tags = tags
        self.status = "UNPROCESSED"
        self.date_created = self.date_updated = utcnow()
        path = f"{self.application_name}/{label}"
        self.arn = make_arn(application.region, application.account_id, "applicationversion", path)
        self.application_version_arn = self.arn


@extends(Application)
class _:
    @cached_property
    def application_versions(self):
        return {}

    @cached_property
    def tags(self):
        return {}

    @property
    def application_arn(self):
        return self.arn

    @property
    def versions(self):
        return list(self.application_versions)


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


@extends(EBBackend, replacing=["delete_application", "describe_environments", "_find_environment_by_arn"])
class _:
    def application(self, name):
        if name not in self.applications:
            raise InvalidParameterValueError(f"No Application named '{name}' found.")
        return self.applications[name]

    def delete_application(self, application_name, terminate_environments=False):
        application = self.applications.get(application_name)
        if application and application.environments and not terminate_environments:
            raise InvalidParameterValueError(
                f"Unable to delete application {application_name} because it has running environments."
            )
        self.applications.pop(application_name, None)

    def create_application_version(self, application_name, label, description, source_bundle, tags):
        versions = self.application(application_name).application_versions
        if label in versions:
            raise InvalidParameterValueError(f"Application Version {label} already exists.")
        application = self.applications[application_name]
        versions[label] = ApplicationVersion(application, label, description, source_bundle, tags)
        return versions[label]

    def describe_application_versions(self, application_name, labels):
        applications = [self.applications.get(application_name)] if application_name else self.applications.values()
        versions = [one for application in applications if application for one in application.application_versions.values()]
        return [version for version in versions if not labels or version.version_label in labels]

    def application_version(self, application_name, label):
        versions = self.application(application_name).application_versions
        if label not in versions:
            raise InvalidParameterValueError(f"No Application Version named '{label}' found.")
        return versions[label]

    def delete_application_version(self, application_name, label):
        version = self.application_version(application_name, label)
        environments = self.describe_environments(application_name=application_name)
        if any(environment.version_label == version.version_label for environment in environments):
            raise InvalidParameterValueError(f"Unable to delete application version {label} because it is in use.")
        del self.applications[application_name].application_versions[label]

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
        del self.applications[environment.application_name].environments[environment.environment_name]
        environment.status = "Terminated"

    def _find_environment_by_arn(self, arn):
        """All that can be tagged: applications, versions, environments."""
        for application in self.applications.values():
            parts = [*application.application_versions.values(), *application.environments.values()]
            for thing in [application, *parts]:
                if thing.arn == arn:
                    return thing
        raise ResourceNotFoundException(f"Resource not found for ARN '{arn}'.")


@extends(
    EBResponse,
    replacing=["create_application", "describe_applications", "create_environment", "describe_environments"]
    + ["delete_application"],
)
class _:
    def _tags(self):
        return {tag["Key"]: tag.get("Value", "") for tag in self._get_param("Tags", [])}

    def create_application(self):
        application = self.elasticbeanstalk_backend.create_application(self._get_param("ApplicationName"))
        application.description = self._get_param("Description")
        application.resource_lifecycle_config = self._get_param("ResourceLifecycleConfig")
        application.date_created = application.date_updated = utcnow()
        application.tags.update(self._tags())
        return ActionResult({"Application": application})

    def describe_applications(self):
        names = self._get_param("ApplicationNames", [])
        applications = self.elasticbeanstalk_backend.applications.values()
        return ActionResult({"Applications": [one for one in applications if not names or one.application_name in names]})

    def update_application(self):
        application = self.elasticbeanstalk_backend.application(self._get_param("ApplicationName"))
        application.description = self._get_param("Description", application.description)
        application.date_updated = utcnow()
        return ActionResult({"Application": application})

    def update_application_resource_lifecycle(self):
        application = self.elasticbeanstalk_backend.application(self._get_param("ApplicationName"))
        application.resource_lifecycle_config = self._get_param("ResourceLifecycleConfig")
        return ActionResult(
            {
                "ApplicationName": application.application_name,
                "ResourceLifecycleConfig": application.resource_lifecycle_config,
            }
        )

    def delete_application(self):
        self.elasticbeanstalk_backend.delete_application(
            self._get_param("ApplicationName"), self._get_bool_param("TerminateEnvByForce", False)
        )
        return EmptyResult()

    def create_application_version(self):
        version = self.elasticbeanstalk_backend.create_application_version(
            self._get_param("ApplicationName"),
            self._get_param("VersionLabel"),
            self._get_param("Description"),
            self._get_param("SourceBundle"),
            self._tags(),
        )
        if self._get_bool_param("Process", False):
            version.status = "PROCESSED"
        return ActionResult({"ApplicationVersion": version})

    def describe_application_versions(self):
        versions = self.elasticbeanstalk_backend.describe_application_versions(
            self._get_param("ApplicationName"), self._get_param("VersionLabels", [])
        )
        return ActionResult({"ApplicationVersions": versions})

    def update_application_version(self):
        version = self.elasticbeanstalk_backend.application_version(
            self._get_param("ApplicationName"), self._get_param("VersionLabel")
        )
        version.description = self._get_param("Description", version.description)
        version.date_updated = utcnow()
        return ActionResult({"ApplicationVersion": version})

    def delete_application_version(self):
        self.elasticbeanstalk_backend.delete_application_version(
            self._get_param("ApplicationName"), self._get_param("VersionLabel")
        )
        return EmptyResult()

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
        environment.endpoint_url = environment.cname
        environment.tier = self._get_param("Tier", WEB_SERVER)
        environment.health, environment.health_status = "Green", "Ok"
        environment.version_label = None
        environment.description = None
        self._change(environment)
        return ActionResult(environment)

    def _change(self, environment):
        label = self._get_param("VersionLabel")
        if label:
            self.elasticbeanstalk_backend.application_version(environment.application_name, label)
            environment.version_label = label
        environment.solution_stack_name = self._get_param("SolutionStackName", environment.solution_stack_name)
        environment.description = self._get_param("Description", environment.description)
        environment.put_settings(self._get_param("OptionSettings", []), self._get_param("OptionsToRemove", []))

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
        return ActionResult({"EnvironmentResources": {"EnvironmentName": self._environment().environment_name}})

    def describe_events(self):
        return ActionResult({"Events": []})
