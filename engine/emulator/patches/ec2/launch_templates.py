"""Launch templates: their own tags, user data of later versions."""

from extending import extends
from moto.core.types import Base64EncodedString
from moto.ec2.models.launch_templates import LaunchTemplate, LaunchTemplateBackend
from moto.ec2.utils import parse_user_data

create_version = LaunchTemplate.create_version
describe_launch_templates = LaunchTemplateBackend.describe_launch_templates


@extends(LaunchTemplate, replacing=["create_version"])
class _:
    def create_version(self, data, description):
        if not isinstance(data.get("UserData"), Base64EncodedString):
            data["UserData"] = parse_user_data(data.get("UserData"))
        tags = [spec for spec in data.pop("TagSpecifications", []) if spec["ResourceType"] != "launch-template"]
        if tags:
            data["TagSpecifications"] = tags
        return create_version(self, data, description)


@extends(LaunchTemplateBackend, replacing=["describe_launch_templates"])
class _:
    def describe_launch_templates(self, template_names=None, template_ids=None, filters=None):
        templates = describe_launch_templates(self, template_names, template_ids, filters)
        for template in templates:
            template.tags = template.get_tags()
        return templates
