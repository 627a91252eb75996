"""Applications: description, lifecycle, update, the filter by name."""

from extending import extends
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow
from moto.elasticbeanstalk.exceptions import InvalidParameterValueError
from moto.elasticbeanstalk.models import Application, EBBackend
from moto.elasticbeanstalk.responses import EBResponse


@extends(Application)
class _:
    @property
    def application_arn(self):
        return self.arn


@extends(EBBackend, replacing=["delete_application"])
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
        for environment in list(application.environments.values()) if application else []:
            self.terminate_environment(environment)
        self.applications.pop(application_name, None)


@extends(EBResponse, replacing=["create_application", "describe_applications", "delete_application"])
class _:
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
