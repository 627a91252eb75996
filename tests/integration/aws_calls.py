"""Calls to an emulated AWS, phase by phase, for emulator.test.ts.

    python aws_calls.py ENDPOINT

Says `read`, `created`, `deleted` when a phase is over; the next begins with a line on standard input.
"""

import sys
from contextlib import ExitStack
from functools import partial

import boto3
from botocore.config import Config

REGIONS = ("ap-northeast-2", "ap-northeast-1", "us-east-1")

#: Calls that make AWS, and moto, come up with defaults.
READS = {
    "acm": ["list_certificates"],
    "athena": ["list_work_groups"],
    "autoscaling": ["describe_auto_scaling_groups"],
    "cloudformation": ["list_stacks"],
    "cloudfront": ["list_distributions"],
    "cloudwatch": ["describe_alarms", "list_metrics"],
    "codedeploy": ["list_applications"],
    "dynamodb": ["list_tables", "describe_endpoints"],
    "ec2": [
        "describe_dhcp_options",
        "describe_images",
        "describe_instance_types",
        "describe_instances",
        "describe_managed_prefix_lists",
        "describe_network_acls",
        "describe_route_tables",
        "describe_security_groups",
        "describe_snapshots",
        "describe_subnets",
        "describe_vpc_endpoint_services",
        "describe_vpcs",
    ],
    "ecs": ["list_clusters"],
    "efs": ["describe_file_systems"],
    "elasticbeanstalk": ["list_available_solution_stacks"],
    "elbv2": ["describe_load_balancers", "describe_ssl_policies"],
    "events": ["list_event_buses"],
    "iam": ["list_policies", "list_roles", "get_account_summary", "get_user"],
    "kms": ["list_keys", "list_aliases"],
    "lambda": ["list_functions"],
    "logs": ["describe_log_groups"],
    "rds": ["describe_db_instances", "describe_db_parameter_groups", "describe_db_subnet_groups"],
    "resourcegroupstaggingapi": ["get_resources"],
    "route53": ["list_hosted_zones"],
    "s3": ["list_buckets"],
    "secretsmanager": ["list_secrets"],
    "sns": ["list_topics"],
    "sqs": ["list_queues"],
    "ssm": ["describe_parameters", "list_documents", "describe_patch_baselines"],
    "sts": ["get_caller_identity"],
}

EC2_TRUST = (
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",'
    '"Principal":{"Service":"ec2.amazonaws.com"}}]}'
)


def main(endpoint: str) -> None:
    client = partial(
        boto3.client,
        endpoint_url=endpoint,
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(s3={"addressing_style": "path"}),
    )
    read(client)
    end_phase("read")
    with ExitStack() as undo:
        create(client, undo.callback)
        end_phase("created")
    end_phase("deleted")


def end_phase(name: str) -> None:
    print(name, flush=True)
    sys.stdin.readline()


def read(client) -> None:
    for region in REGIONS:
        for service, calls in READS.items():
            of_region = client(service, region_name=region)
            for call in calls:
                getattr(of_region, call)()
        client("kms", region_name=region).describe_key(KeyId="alias/aws/ebs")
        image = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
        client("ssm", region_name=region).get_parameter(Name=image)


def create(client, undo) -> None:
    """One or more resources of each kind; `undo` takes what deletes them, called in reverse order."""
    here = partial(client, region_name=REGIONS[0])
    subnet = network(here("ec2"), undo)
    network(client("ec2", region_name=REGIONS[1]), undo)
    servers(here("ec2"), here("autoscaling"), subnet, undo)
    data(here, undo)
    content(here, undo)
    people(here("iam"), undo)
    watching(here, undo)


def network(ec2, undo) -> str:
    zone = ec2.describe_availability_zones()["AvailabilityZones"][0]["ZoneName"]
    vpc = ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    undo(ec2.delete_vpc, VpcId=vpc)
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.9.1.0/24", AvailabilityZone=zone)
    subnet_id = subnet["Subnet"]["SubnetId"]
    undo(ec2.delete_subnet, SubnetId=subnet_id)
    address = ec2.allocate_address(Domain="vpc")["AllocationId"]
    undo(ec2.release_address, AllocationId=address)
    nat = ec2.create_nat_gateway(SubnetId=subnet_id, AllocationId=address)
    undo(ec2.delete_nat_gateway, NatGatewayId=nat["NatGateway"]["NatGatewayId"])
    return subnet_id


def servers(ec2, autoscaling, subnet: str, undo) -> None:
    image = ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
    launched = ec2.run_instances(ImageId=image, MinCount=1, MaxCount=1, SubnetId=subnet)
    instance = launched["Instances"][0]["InstanceId"]
    undo(ec2.terminate_instances, InstanceIds=[instance])
    data = {"ImageId": image, "InstanceType": "t3.micro"}
    ec2.create_launch_template(LaunchTemplateName="class", LaunchTemplateData=data)
    undo(ec2.delete_launch_template, LaunchTemplateName="class")
    autoscaling.create_auto_scaling_group(
        AutoScalingGroupName="class",
        MinSize=1,
        MaxSize=1,
        LaunchTemplate={"LaunchTemplateName": "class", "Version": "$Latest"},
        VPCZoneIdentifier=subnet,
    )
    undo(autoscaling.delete_auto_scaling_group, AutoScalingGroupName="class", ForceDelete=True)
    autoscaling.put_scaling_policy(
        AutoScalingGroupName="class",
        PolicyName="cpu",
        PolicyType="TargetTrackingScaling",
        TargetTrackingConfiguration={
            "PredefinedMetricSpecification": {"PredefinedMetricType": "ASGAverageCPUUtilization"},
            "TargetValue": 50,
        },
    )


def data(here, undo) -> None:
    rds = here("rds")
    rds.create_db_instance(
        DBInstanceIdentifier="class",
        DBInstanceClass="db.t3.micro",
        Engine="mysql",
        AllocatedStorage=20,
        MasterUsername="admin",
        ManageMasterUserPassword=True,
    )
    undo(rds.delete_db_instance, DBInstanceIdentifier="class", SkipFinalSnapshot=True)
    dynamodb = here("dynamodb")
    dynamodb.create_table(
        TableName="class",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    undo(dynamodb.delete_table, TableName="class")
    kms = here("kms")
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    undo(kms.schedule_key_deletion, KeyId=key)
    secrets = here("secretsmanager")
    secrets.create_secret(Name="class", SecretString="s")
    undo(secrets.delete_secret, SecretId="class")


def content(here, undo) -> None:
    s3 = here("s3")
    s3.create_bucket(
        Bucket="class-site", CreateBucketConfiguration={"LocationConstraint": REGIONS[0]}
    )
    undo(s3.delete_bucket, Bucket="class-site")
    cloudfront = here("cloudfront")
    distribution = cloudfront.create_distribution(
        DistributionConfig={
            "CallerReference": "class",
            "Comment": "",
            "Enabled": False,
            "Origins": {
                "Quantity": 1,
                "Items": [
                    {
                        "Id": "site",
                        "DomainName": "class-site.s3.amazonaws.com",
                        "S3OriginConfig": {"OriginAccessIdentity": ""},
                    }
                ],
            },
            "DefaultCacheBehavior": {
                "TargetOriginId": "site",
                "ViewerProtocolPolicy": "https-only",
                "CachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6",
            },
        }
    )
    undo(
        cloudfront.delete_distribution,
        Id=distribution["Distribution"]["Id"],
        IfMatch=distribution["ETag"],
    )
    route53 = here("route53")
    zone = route53.create_hosted_zone(Name="example.com.", CallerReference="class")
    undo(route53.delete_hosted_zone, Id=zone["HostedZone"]["Id"])


def people(iam, undo) -> None:
    iam.create_user(UserName="student")
    undo(iam.delete_user, UserName="student")
    iam.create_role(RoleName="server", AssumeRolePolicyDocument=EC2_TRUST)
    undo(iam.delete_role, RoleName="server")
    iam.create_service_linked_role(AWSServiceName="autoscaling.amazonaws.com")
    iam.create_account_alias(AccountAlias="class")
    undo(iam.delete_account_alias, AccountAlias="class")
    iam.update_account_password_policy(MinimumPasswordLength=14)
    undo(iam.delete_account_password_policy)


def watching(here, undo) -> None:
    logs = here("logs")
    logs.create_log_group(logGroupName="/class/flow")
    undo(logs.delete_log_group, logGroupName="/class/flow")
    sns = here("sns")
    topic = sns.create_topic(Name="alerts")["TopicArn"]
    undo(sns.delete_topic, TopicArn=topic)
    ssm = here("ssm")
    ssm.put_parameter(Name="/class/motd", Value="hello", Type="String")
    undo(ssm.delete_parameter, Name="/class/motd")
    cloudwatch = here("cloudwatch")
    cloudwatch.put_metric_data(Namespace="class", MetricData=[{"MetricName": "n", "Value": 1}])
    events = here("events")
    events.put_rule(Name="nightly", ScheduleExpression="rate(1 day)")
    undo(events.delete_rule, Name="nightly")


if __name__ == "__main__":
    main(sys.argv[1])
