"""Calls that create one or more resources of each kind, and what deletes them, for inventory_calls.py."""

from functools import partial

HERE, PEER = "ap-northeast-2", "ap-northeast-1"

EC2_TRUST = (
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",'
    '"Principal":{"Service":"ec2.amazonaws.com"}}]}'
)


def create(client, undo) -> None:
    """One or more resources of each kind; `undo` takes what deletes them, called in reverse order."""
    here = partial(client, region_name=HERE)
    subnet = network(here("ec2"), undo)
    network(client("ec2", region_name=PEER), undo)
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
        Bucket="class-site", CreateBucketConfiguration={"LocationConstraint": HERE}
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
