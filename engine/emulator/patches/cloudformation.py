"""CloudFormation: what moto forgets of a stack with a server.

- DescribeStacks shows the value of a parameter of type AWS::SSM::Parameter::Value in the place of its name.
- AWS::EC2::Instance: network interfaces, security groups by id, metadata options. An updated instance is lost; here it
  changes its type and its tags, which AWS does without replacing it.
- AWS::EC2::SecurityGroupIngress: a prefix list as source.
- A resource whose condition is false is none of the stack's resources.
- Tags of a stack, its own and AWS's, on Auto Scaling groups with their servers, on Elastic IP addresses, load balancers and
  target groups.
- An update that keeps a parameter's previous value, where that is the template's default.

https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-instance.html
"""

from extending import extends
from moto.autoscaling.models import FakeAutoScalingGroup
from moto.cloudformation.models import CloudFormationBackend, Stack
from moto.cloudformation.parsing import ResourceMap
from moto.ec2.models import ec2_backends
from moto.ec2.models.elastic_ip_addresses import ElasticAddress
from moto.ec2.models.instances import Instance
from moto.ec2.models.security_groups import SecurityGroupIngress
from moto.elbv2.models import FakeLoadBalancer, FakeTargetGroup, elbv2_backends

HIDDEN = "****"

resolve_parameters = CloudFormationBackend._resolve_update_parameters
create_resources = ResourceMap.create
create_ingress = SecurityGroupIngress.create_from_cloudformation_json


@extends(Stack, replacing=["parameter_list", "stack_resources"])
class _:
    @property
    def stack_resources(self):
        return [resource for resource in self.resource_map.values() if resource is not None]

    @property
    def parameter_list(self):
        resources = self.resource_map
        return [
            self._parameter(name, HIDDEN if name in resources.no_echo_parameter_keys else value)
            for name, value in resources.resolved_parameters.items()
        ]

    def _parameter(self, name, value):
        declared = self.template_dict["Parameters"][name]
        if not declared["Type"].startswith("AWS::SSM::Parameter::"):
            return {"ParameterKey": name, "ParameterValue": value}
        given = self.resource_map.input_parameters.get(name, declared.get("Default"))
        return {"ParameterKey": name, "ParameterValue": given, "ResolvedValue": value}


@extends(ResourceMap, replacing=["create"])
class _:
    def create(self, template):
        is_ready = create_resources(self, template)
        for name in self.resources:
            resource, tags = self[name], {**self.tags, "aws:cloudformation:logical-id": name}
            if isinstance(resource, FakeAutoScalingGroup):
                resource.tag_with_servers(tags)
            elif isinstance(resource, ElasticAddress):
                ec2_backends[self._account_id][self._region_name].create_tags([resource.allocation_id], tags)
            elif isinstance(resource, (FakeLoadBalancer, FakeTargetGroup)):
                listed = [{"Key": key, "Value": value} for key, value in tags.items()]
                elbv2_backends[self._account_id][self._region_name].tagging_service.tag_resource(resource.arn, listed)
        return is_ready


@extends(FakeAutoScalingGroup)
class _:
    def tag_with_servers(self, tags):
        its = {"ResourceId": self.name, "ResourceType": "auto-scaling-group", "PropagateAtLaunch": True}
        others = [tag for tag in self.tags if tag["Key"] not in tags]
        self.tags = others + [{**its, "Key": key, "Value": value} for key, value in tags.items()]
        self.ec2_backend.create_tags([state.instance_id for state in self.instance_states], tags)


@extends(CloudFormationBackend, replacing=["_resolve_update_parameters"])
class _:
    def _resolve_update_parameters(self, instance, incoming_params):
        known = [
            each
            for each in incoming_params
            if not each.get("UsePreviousValue") or each["ParameterKey"] in instance.parameters
        ]
        return resolve_parameters(self, instance, known)


@extends(Instance, replacing=["create_from_cloudformation_json"])
class _:
    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **_):
        properties = cloudformation_json["Properties"]
        backend = ec2_backends[account_id][region_name]
        groups = [backend.get_security_group_from_id(group) for group in properties.get("SecurityGroups", [])]
        reservation = backend.run_instances(
            image_id=properties["ImageId"],
            count=1,
            user_data=properties.get("UserData"),
            security_group_names=[group.name for group in groups],
            security_group_ids=properties.get("SecurityGroupIds", []),
            instance_type=properties.get("InstanceType", "m1.small"),
            is_instance_type_default=not properties.get("InstanceType"),
            subnet_id=properties.get("SubnetId"),
            # A template calls the interface's security groups otherwise than RunInstances does.
            nics=[{**nic, "Groups": nic.get("GroupSet", [])} for nic in properties.get("NetworkInterfaces", [])],
            key_name=properties.get("KeyName"),
            private_ip=properties.get("PrivateIpAddress"),
            block_device_mappings=properties.get("BlockDeviceMappings", {}),
            metadata_options=properties.get("MetadataOptions", {}),
        )
        (instance,) = reservation.instances
        instance.put_tags(properties)
        if profile := properties.get("IamInstanceProfile"):
            backend.associate_iam_instance_profile(instance.id, iam_instance_profile_name=profile)
        return instance

    @classmethod
    def update_from_cloudformation_json(
        cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name
    ):
        properties = cloudformation_json["Properties"]
        original_resource.instance_type = properties.get("InstanceType", original_resource.instance_type)
        original_resource.put_tags(properties)
        return original_resource

    def put_tags(self, properties):
        for tag in properties.get("Tags", []):
            self.add_tag(tag["Key"], tag["Value"])


@extends(SecurityGroupIngress, replacing=["create_from_cloudformation_json"])
class _:
    @classmethod
    def create_from_cloudformation_json(cls, resource_name, cloudformation_json, account_id, region_name, **more):
        properties = cloudformation_json["Properties"]
        prefix_list = properties.get("SourcePrefixListId")
        if not prefix_list:
            return create_ingress(resource_name, cloudformation_json, account_id, region_name, **more)
        _, group = ec2_backends[account_id][region_name].authorize_security_group_ingress(
            properties["GroupId"],
            properties["IpProtocol"],
            properties.get("FromPort"),
            properties.get("ToPort"),
            ip_ranges=[],
            prefix_list_ids=[{"PrefixListId": prefix_list, "Description": properties.get("Description")}],
        )
        return cls(group, properties)
