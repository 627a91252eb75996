"""RDS: what moto lacks or forgets.

- DescribeDBParameters tells the source of a parameter, and lists by source.
- ResetDBParameterGroup.
- A resource id of its own for every database; moto gives all the same.
- A cluster's snapshots tell the cluster's resource id; the automated ones are deleted with it.
- DescribeDBEngineVersions, for MySQL. The list is short and ages; AWS has more.

https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBEngineVersions.html
https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MySQL.Concepts.VersionMgmt.html
"""

import string

from extending import extends
from moto.core.responses import ActionResult
from moto.moto_api._internal import mock_random as random
from moto.rds.models import DBClusterSnapshot, DBInstance, DBParameterGroup, RDSBackend
from moto.rds.responses import RDSResponse

make_database = DBInstance.__init__
update_parameters = DBParameterGroup.update_parameters
delete_cluster = RDSBackend.delete_db_cluster
describe_db_parameters = RDSResponse.describe_db_parameters

#: The newest of a major version last.
MYSQL_VERSIONS = {
    "8.0": ["8.0.39", "8.0.40", "8.0.41", "8.0.42"],
    "8.4": ["8.4.3", "8.4.4", "8.4.5"],
}


@extends(DBInstance, replacing=["__init__"])
class _:
    def __init__(self, *args, **kwargs):
        make_database(self, *args, **kwargs)
        letters = random.choices(string.ascii_uppercase + string.digits, k=26)
        self.dbi_resource_id = "db-" + "".join(letters)


@extends(DBParameterGroup, replacing=["update_parameters"])
class _:
    def update_parameters(self, new_parameters):
        parameters = [{**parameter, "Source": "user", "IsModifiable": True} for parameter in new_parameters]
        update_parameters(self, parameters)

    def reset_parameters(self, names):
        for name in list(self.parameters) if names is None else names:
            self.parameters.pop(name, None)


@extends(DBClusterSnapshot)
class _:
    @property
    def db_cluster_resource_id(self):
        return self.cluster.db_cluster_resource_id


@extends(RDSBackend, replacing=["delete_db_cluster"])
class _:
    def delete_db_cluster(self, cluster_identifier, snapshot_name=None):
        cluster = delete_cluster(self, cluster_identifier, snapshot_name)
        for name, snapshot in list(self.cluster_snapshots.items()):
            its = snapshot.db_cluster_resource_id == cluster.db_cluster_resource_id
            if its and snapshot.snapshot_type == "automated":
                del self.cluster_snapshots[name]
        return cluster

    def describe_db_engine_versions(self, engine, version, family):
        """A version may be given by its first parts."""
        return [
            {
                "Engine": "mysql",
                "EngineVersion": number,
                "MajorEngineVersion": major,
                "DBParameterGroupFamily": f"mysql{major}",
                "DBEngineDescription": "MySQL Community Edition",
                "DBEngineVersionDescription": f"MySQL {number}",
                "Status": "available",
                "SupportedEngineModes": ["provisioned"],
                "ValidUpgradeTarget": [
                    {"Engine": "mysql", "EngineVersion": later, "IsMajorVersionUpgrade": False}
                    for later in numbers[numbers.index(number) + 1 :]
                ],
            }
            for major, numbers in MYSQL_VERSIONS.items()
            for number in numbers
            if engine in (None, "mysql")
            and (version is None or f"{number}.".startswith(f"{version}."))
            and family in (None, f"mysql{major}")
        ]


@extends(RDSResponse, replacing=["describe_db_parameters"])
class _:
    def describe_db_parameters(self):
        result = describe_db_parameters(self)
        source = self.params.get("Source")
        parameters = [one for one in result.result["Parameters"] if source in (None, one.get("Source"))]
        return ActionResult({"Parameters": parameters})

    def reset_db_parameter_group(self):
        name = self.params.get("DBParameterGroupName")
        group = self.backend.modify_db_parameter_group(name, [])
        parameters = self.params.get("Parameters", [])
        everything = str(self.params.get("ResetAllParameters", not parameters)).lower() == "true"
        group.reset_parameters(None if everything else [one["ParameterName"] for one in parameters])
        return ActionResult({"DBParameterGroupName": group.name})

    def describe_db_engine_versions(self):
        versions = self.backend.describe_db_engine_versions(
            *(self.params.get(name) for name in ("Engine", "EngineVersion", "DBParameterGroupFamily"))
        )
        if str(self.params.get("DefaultOnly", "false")).lower() == "true":
            versions = versions[-1:]
        return ActionResult({"DBEngineVersions": versions})
