"""What stands behind an environment: made by a CloudFormation stack of its own, as on AWS, and deleted with it.

A server, its Auto Scaling group, launch template and security group; an environment of a single server has an Elastic IP
address, too (`addresses.py`), one of several a load balancer (`balancers.py`).

https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/using-features-managing-env-types.html
"""

import json

from extending import extends
from moto.cloudformation.models import cloudformation_backends
from moto.ec2.models import ec2_backends
from moto.elasticbeanstalk.models import EBBackend, Environment

from patches.elasticbeanstalk.balancers import BALANCER, BALANCER_GROUP, EVERYBODY, PORT, TARGETS

#: Whatever a server of the platform is launched from: AWS's image has another name.
IMAGE = "al2023-ami-2*"

#: The logical ids that Elastic Beanstalk's own templates have.
GROUP = "AWSEBAutoScalingGroup"
TEMPLATE = "AWSEBEC2LaunchTemplate"
SECURITY_GROUP = "AWSEBSecurityGroup"
ADDRESS = "AWSEBEIP"


@extends(Environment)
class _:
    @property
    def stack_name(self):
        return f"awseb-{self.environment_id}-stack"

    def option(self, namespace, name, default=""):
        return self.option_settings.get((namespace, name, None)) or default

    @property
    def is_single(self):
        return self.option("aws:elasticbeanstalk:environment", "EnvironmentType") == "SingleInstance"

    @property
    def own_tags(self):
        """Those of the environment, and those by which AWS's resources name theirs."""
        reserved = {"environment-name": self.environment_name, "environment-id": self.environment_id}
        return {
            **self.tags,
            "Name": self.environment_name,
            **{f"elasticbeanstalk:{name}": value for name, value in reserved.items()},
        }


@extends(EBBackend)
class _:
    def make_resources(self, environment):
        """Makes them, and makes them anew where settings have changed them."""
        present, template = self.stack_of(environment), json.dumps(self._template(environment))
        if present is not None and present.template == template:
            self.settle_balancer(environment)  # its settings are not all in the template
            return
        kept = self.take_address(environment)
        self.delete_resources(environment)
        stacks = cloudformation_backends[self.account_id][self.region_name]
        try:
            stacks.create_stack(environment.stack_name, template, {}, tags=environment.own_tags)
        except Exception:
            self.release_address(kept)
            raise
        self.settle_balancer(environment)
        self.keep_address(environment, kept)
        self.give_address(environment)

    def tag_resources(self, environment, added, removed):
        """When the environment's own tags change, as on AWS."""
        stack = self.stack_of(environment)
        if stack is None:
            return
        group, address = stack.resource_map[GROUP], stack.resource_map.get(ADDRESS)
        ids = [stack.resource_map[SECURITY_GROUP].id, stack.resource_map[TEMPLATE].id]
        ids += [address.allocation_id] if address else []
        ec2 = ec2_backends[self.account_id][self.region_name]
        ec2.create_tags(ids, added)
        ec2.delete_tags([*ids, *(state.instance_id for state in group.instance_states)], dict.fromkeys(removed))
        group.tag_with_servers(added)
        group.tags = [tag for tag in group.tags if tag["Key"] not in removed]
        stack.tags = {key: value for key, value in {**stack.tags, **added}.items() if key not in removed}

    def delete_resources(self, environment):
        stack = self.stack_of(environment)
        if stack is None:
            return
        # Moto's stacks leave both.
        self.release_address(self.take_address(environment))
        targets = stack.resource_map._parsed_resources.get(TARGETS)
        cloudformation_backends[self.account_id][self.region_name].delete_stack(stack.stack_id)
        self.delete_targets(targets)

    def stack_of(self, environment):
        stacks = cloudformation_backends[self.account_id][self.region_name].stacks.values()
        return next((stack for stack in stacks if stack.name == environment.stack_name), None)

    def resources_of(self, environment):
        """By the names of DescribeEnvironmentResources."""
        stack = self.stack_of(environment)
        made = stack.resource_map if stack is not None else {}
        group = made.get(GROUP)
        return {
            "EnvironmentName": environment.environment_name,
            "AutoScalingGroups": [{"Name": group.name}] if group else [],
            "Instances": [{"Id": state.instance_id} for state in group.instance_states] if group else [],
            "LaunchConfigurations": [],
            "LaunchTemplates": [{"Id": made[TEMPLATE].id}] if group else [],
            "LoadBalancers": [{"Name": made[BALANCER].arn}] if BALANCER in made else [],
            "Triggers": [],
            "Queues": [],
        }

    def _template(self, environment):
        vpc = environment.option("aws:ec2:vpc", "VPCId")
        subnets = environment.subnets("Subnets")
        types = environment.option("aws:ec2:instances", "InstanceTypes", "t3.micro")
        profile = environment.option("aws:autoscaling:launchconfiguration", "IamInstanceProfile")
        balancer = self.balancer_resources(environment)
        opened = {"SourceSecurityGroupId": {"Fn::GetAtt": [BALANCER_GROUP, "GroupId"]}, **PORT} if balancer else EVERYBODY
        sizes = [1 if environment.is_single else int(environment.option("aws:autoscaling:asg", *size)) for size in SIZES]
        resources = {
            SECURITY_GROUP: {
                "Type": "AWS::EC2::SecurityGroup",
                "Properties": {
                    "GroupDescription": "SecurityGroup for ElasticBeanstalk environment.",
                    **({"VpcId": vpc} if vpc else {}),
                    "SecurityGroupIngress": [opened],
                },
            },
            TEMPLATE: {
                "Type": "AWS::EC2::LaunchTemplate",
                "Properties": {
                    "LaunchTemplateName": f"{environment.stack_name}-{TEMPLATE}",
                    "LaunchTemplateData": {
                        "ImageId": self._image(),
                        "InstanceType": types.split(",")[0],
                        "SecurityGroupIds": [{"Fn::GetAtt": [SECURITY_GROUP, "GroupId"]}],
                        **({"IamInstanceProfile": {"Name": profile}} if profile else {}),
                        "MetadataOptions": {"HttpTokens": "required"},
                    },
                },
            },
            GROUP: {
                "Type": "AWS::AutoScaling::AutoScalingGroup",
                "Properties": {
                    "MinSize": sizes[0],
                    "MaxSize": sizes[1],
                    **({"TargetGroupARNs": [{"Ref": TARGETS}]} if balancer else {}),
                    "LaunchTemplate": {"LaunchTemplateId": {"Ref": TEMPLATE}, "Version": "1"},
                    **({"VPCZoneIdentifier": subnets} if subnets else {"AvailabilityZones": [f"{self.region_name}a"]}),
                },
            },
        }
        is_private = vpc and environment.option("aws:ec2:vpc", "AssociatePublicIpAddress") != "true"
        if environment.is_single and not is_private:
            resources[ADDRESS] = {"Type": "AWS::EC2::EIP", "Properties": {"Domain": "vpc"}}
        return {"AWSTemplateFormatVersion": "2010-09-09", "Resources": {**balancer, **resources}}

    def _image(self):
        images = ec2_backends[self.account_id][self.region_name].describe_images(filters={"name": [IMAGE]})
        return next(image.id for image in images if image.architecture == "x86_64")


#: Elastic Beanstalk's defaults.
SIZES = (("MinSize", 1), ("MaxSize", 4))
