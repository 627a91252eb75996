"""Tags of applications, versions and environments."""

from functools import cached_property

from extending import extends
from moto.elasticbeanstalk.exceptions import ResourceNotFoundException
from moto.elasticbeanstalk.models import Application, EBBackend, Environment
from moto.elasticbeanstalk.responses import EBResponse


update_tags_for_resource = EBBackend.update_tags_for_resource


@extends(Application)
class _:
    @cached_property
    def tags(self):
        return {}


@extends(EBBackend, replacing=["_find_environment_by_arn", "update_tags_for_resource"])
class _:
    def update_tags_for_resource(self, resource_arn, tags_to_add, tags_to_remove):
        update_tags_for_resource(self, resource_arn, tags_to_add, tags_to_remove)
        tagged = self._find_environment_by_arn(resource_arn)
        if isinstance(tagged, Environment):
            self.tag_resources(tagged, tags_to_add, tags_to_remove)

    def _find_environment_by_arn(self, arn):
        """All that can be tagged: applications, versions, environments."""
        for application in self.applications.values():
            parts = [*application.application_versions.values(), *application.environments.values()]
            for thing in [application, *parts]:
                if thing.arn == arn:
                    return thing
        raise ResourceNotFoundException(f"Resource not found for ARN '{arn}'.")


@extends(EBResponse)
class _:
    def _tags(self):
        return {tag["Key"]: tag.get("Value", "") for tag in self._get_param("Tags", [])}
