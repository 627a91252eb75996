"""Calls that look at an account, for inventory_calls.py."""

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


def read(client) -> None:
    for region in REGIONS:
        for service, calls in READS.items():
            of_region = client(service, region_name=region)
            for call in calls:
                getattr(of_region, call)()
        client("kms", region_name=region).describe_key(KeyId="alias/aws/ebs")
        image = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
        client("ssm", region_name=region).get_parameter(Name=image)
