"""The regions in which there may be servers, load balancers, databases and environments. AWS has no call for it, and to ask each of 38 regions makes moto set up all of them."""

from moto.core.base_backend import BackendDict


SERVICES = ("ec2", "elasticbeanstalk", "elbv2", "rds")


def in_use() -> list[str]:
    """Those in which one of the services has been asked for anything, sorted."""
    services = [service for service in list(BackendDict._instances) if service.service_name in SERVICES]
    return sorted({region for service in services for _, region, _ in list(service.iter_backends())})
