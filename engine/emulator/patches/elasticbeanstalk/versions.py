"""Application versions: create, describe, update, delete."""

from functools import cached_property

from extending import extends
from moto.core.common_models import BaseModel
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow
from moto.elasticbeanstalk.exceptions import InvalidParameterValueError
from moto.elasticbeanstalk.models import Application, EBBackend
from moto.elasticbeanstalk.responses import EBResponse
from moto.elasticbeanstalk.utils import make_arn


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

    @property
    def versions(self):
        return list(self.application_versions)


@extends(EBBackend)
class _:
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


@extends(EBResponse)
class _:
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
