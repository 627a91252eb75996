"""The regions in which there may be servers. AWS has no call for it, and to ask each of 38 regions makes moto set up all of them."""

from moto.core.base_backend import BackendDict


def with_servers() -> list[str]:
    """Those in which EC2 has been asked for anything, sorted."""
    services = [service for service in list(BackendDict._instances) if service.service_name == "ec2"]
    return sorted({region for service in services for _, region, _ in list(service.iter_backends())})
