"""Elastic Load Balancing: a load balancer works when it is made.

moto shows a new one as provisioning the first time it is asked, and Terraform asks again only after half a minute.

https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerState.html
"""

from extending import extends
from moto.elbv2.models import ELBv2Backend

create_load_balancer = ELBv2Backend.create_load_balancer


@extends(ELBv2Backend, replacing=["create_load_balancer"])
class _:
    def create_load_balancer(self, *args, **kwargs):
        balancer = create_load_balancer(self, *args, **kwargs)
        balancer.activate()
        return balancer
