"""Route 53: what moto gets wrong.

- A new zone's SOA record: moto keeps its value with the name of the value around it, and so it is listed.
- The SOA and NS records of a zone itself can be replaced, not deleted.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/SOA-NSrecords.html
"""

from extending import extends
from moto.route53.exceptions import Route53ClientError
from moto.route53.models import RecordSet, Route53Backend

change_resource_record_sets = Route53Backend.change_resource_record_sets

#: What a zone is never without, and AWS's message.
LASTING = {
    "NS": "[A HostedZone must contain at least one NS record for the zone itself.]",
    "SOA": "[A HostedZone must contain exactly one SOA record.]",
}


@extends(RecordSet, replacing=["resource_records"])
class _:
    @property
    def resource_records(self):
        if not self.records:
            return None
        return [value if isinstance(value, dict) else {"Value": value} for value in self.records]


@extends(Route53Backend, replacing=["change_resource_record_sets"])
class _:
    def change_resource_record_sets(self, zoneid, change_list):
        apex = bare(self.get_hosted_zone(zoneid).name)
        # A record set that is deleted and created in one request is replaced.
        last = {
            change["ResourceRecordSet"]["Type"]: change["Action"]
            for change in change_list
            if bare(change["ResourceRecordSet"]["Name"]) == apex
        }
        for kind, message in LASTING.items():
            if last.get(kind) == "DELETE":
                raise Route53ClientError("InvalidChangeBatch", message)
        change_resource_record_sets(self, zoneid, change_list)


def bare(name):
    return name.rstrip(".").lower()
