"""The load balancer of an environment whose option LoadBalancerType is `application`; of others none is made.

https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/environments-cfg-alb.html
"""

from extending import extends
from moto.ec2.models import ec2_backends
from moto.elasticbeanstalk.models import EBBackend, Environment
from moto.elbv2.models import elbv2_backends

#: The logical ids that Elastic Beanstalk's own templates have.
BALANCER = "AWSEBV2LoadBalancer"
TARGETS = "AWSEBV2LoadBalancerTargetGroup"
LISTENER = "AWSEBV2LoadBalancerListener"
BALANCER_GROUP = "AWSEBLoadBalancerSecurityGroup"

PORT = {"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80}
EVERYBODY = {**PORT, "CidrIp": "0.0.0.0/0"}

#: The options of the process `default`, with Elastic Beanstalk's defaults, by what they are called in CloudFormation.
CHECK = {
    "HealthCheckPath": ("HealthCheckPath", "/"),
    "HealthCheckIntervalSeconds": ("HealthCheckInterval", 15),
    "HealthCheckTimeoutSeconds": ("HealthCheckTimeout", 5),
    "HealthyThresholdCount": ("HealthyThresholdCount", 3),
    "UnhealthyThresholdCount": ("UnhealthyThresholdCount", 5),
}


@extends(Environment)
class _:
    @property
    def has_balancer(self):
        kind = self.option("aws:elasticbeanstalk:environment", "LoadBalancerType")
        return not self.is_single and kind == "application"

    def process(self, name, default):
        return self.option("aws:elasticbeanstalk:environment:process:default", name, default)

    def subnets(self, name):
        return [each for each in self.option("aws:ec2:vpc", name).split(",") if each]


@extends(EBBackend)
class _:
    def balancer_resources(self, environment):
        """Of the environment's template. The servers' security group lets the load balancer's in."""
        if not environment.has_balancer:
            return {}
        ec2 = ec2_backends[self.account_id][self.region_name]
        defaults = [subnet.id for subnet in ec2.get_default_subnets().values()]
        subnets = environment.subnets("ELBSubnets") or environment.subnets("Subnets") or defaults
        vpc = environment.option("aws:ec2:vpc", "VPCId") or ec2.get_default_vpc().id
        scheme = environment.option("aws:ec2:vpc", "ELBScheme", "public")
        return {
            BALANCER_GROUP: {
                "Type": "AWS::EC2::SecurityGroup",
                "Properties": {
                    "GroupDescription": "Load Balancer Security Group",
                    "VpcId": vpc,
                    "SecurityGroupIngress": [EVERYBODY],
                },
            },
            BALANCER: {
                "Type": "AWS::ElasticLoadBalancingV2::LoadBalancer",
                "Properties": {
                    "Scheme": "internal" if scheme == "internal" else "internet-facing",
                    "Subnets": subnets,
                    "SecurityGroups": [{"Fn::GetAtt": [BALANCER_GROUP, "GroupId"]}],
                },
            },
            TARGETS: {
                "Type": "AWS::ElasticLoadBalancingV2::TargetGroup",
                "Properties": {
                    "VpcId": vpc,
                    "Protocol": "HTTP",
                    "Port": int(environment.process("Port", "80")),
                    **{name: type(default)(environment.process(own, default)) for name, (own, default) in CHECK.items()},
                    "Matcher": {"HttpCode": environment.process("MatcherHTTPCode", "200")},
                },
            },
            LISTENER: {
                "Type": "AWS::ElasticLoadBalancingV2::Listener",
                "Properties": {
                    "LoadBalancerArn": {"Ref": BALANCER},
                    "Port": 80,
                    "Protocol": "HTTP",
                    "DefaultActions": [{"Type": "forward", "TargetGroupArn": {"Ref": TARGETS}}],
                },
            },
        }

    def settle_balancer(self, environment):
        """What moto's stacks leave out: the attributes of its target group."""
        targets = self.stack_of(environment).resource_map.get(TARGETS)
        if targets is None:
            return
        attributes = {
            "deregistration_delay.timeout_seconds": environment.process("DeregistrationDelay", "20"),
            "stickiness.enabled": environment.process("StickinessEnabled", "false"),
            "stickiness.lb_cookie.duration_seconds": environment.process("StickinessLBCookieDuration", "86400"),
        }
        elbv2_backends[self.account_id][self.region_name].modify_target_group_attributes(targets.arn, attributes)

    def delete_targets(self, targets):
        if targets is not None:
            elbv2_backends[self.account_id][self.region_name].target_groups.pop(targets.arn, None)
