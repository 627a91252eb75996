"""Cache, origin request and response headers policies: create, get, update, delete, list."""

from functools import cached_property

from extending import extends
from moto.cloudfront import urls
from moto.cloudfront.exceptions import CloudFrontException, InvalidIfMatchVersion
from moto.cloudfront.models import CloudFrontBackend, random_id
from moto.cloudfront.responses import CloudFrontResponse
from moto.core.common_models import BaseModel
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import camelcase_to_underscores, utcnow
from moto.moto_api._internal import mock_random as random

from patches.cloudfront.managed_policies import MANAGED

PLURALS = {kind: f"{kind.removesuffix('y')}ies" for kind in MANAGED}


class Policy(BaseModel):
    __module__ = "moto.cloudfront.models"

    def __init__(self, kind, config, policy_id=None):
        self.kind = kind
        self.id = policy_id or str(random.uuid4())
        self.put(config)

    def put(self, config):
        self.config = config
        self.etag = random_id()
        self.last_modified_time = utcnow()

    def described(self):
        return {"Id": self.id, "LastModifiedTime": self.last_modified_time, f"{self.kind}Config": self.config}


@extends(CloudFrontBackend)
class _:
    @cached_property
    def policies(self):
        """By kind and id."""
        return {kind: {} for kind in MANAGED}

    def list_policies(self, kind):
        own = [
            Policy(kind, {"Name": f"Managed-{name}", "Comment": "", **config}, policy_id)
            for policy_id, (name, config) in MANAGED[kind].items()
        ]
        return [("managed", policy) for policy in own] + [("custom", one) for one in self.policies[kind].values()]

    def get_policy(self, kind, policy_id):
        for _, policy in self.list_policies(kind):
            if policy.id == policy_id:
                return policy
        raise CloudFrontException(f"NoSuch{kind}", f"The {words(kind)} does not exist.")

    def _name_is_free(self, kind, config, policy_id=None):
        if any(one.config["Name"] == config["Name"] and one.id != policy_id for _, one in self.list_policies(kind)):
            message = f"A {words(kind)} with this name already exists. Provide a unique name."
            raise CloudFrontException(f"{kind}AlreadyExists", message)

    def create_policy(self, kind, config):
        self._name_is_free(kind, config)
        policy = Policy(kind, config)
        self.policies[kind][policy.id] = policy
        return policy

    def update_policy(self, kind, policy_id, config, if_match):
        policy = self._own_policy(kind, policy_id, if_match, "IllegalUpdate")
        self._name_is_free(kind, config, policy_id)
        policy.put(config)
        return policy

    def delete_policy(self, kind, policy_id, if_match):
        self._own_policy(kind, policy_id, if_match, "IllegalDelete")
        del self.policies[kind][policy_id]

    def _own_policy(self, kind, policy_id, if_match, otherwise):
        policy = self.get_policy(kind, policy_id)
        if policy_id in MANAGED[kind]:
            raise CloudFrontException(otherwise, f"You cannot change a managed {words(kind)}.")
        if not if_match or if_match != policy.etag:
            raise InvalidIfMatchVersion
        return policy


def words(kind):
    return camelcase_to_underscores(kind).replace("_", " ")


def policy_actions(kind):
    """The six actions of one kind of policy, by the names that moto gives them."""

    def result(policy):
        return ActionResult({kind: policy.described(), "ETag": policy.etag, "Location": policy.id})

    def create(self):
        return result(self.backend.create_policy(kind, self._get_param(f"{kind}Config")))

    def get(self):
        return result(self.backend.get_policy(kind, self._get_param("Id")))

    def get_config(self):
        policy = self.backend.get_policy(kind, self._get_param("Id"))
        return ActionResult({f"{kind}Config": policy.config, "ETag": policy.etag})

    def update(self):
        config, if_match = self._get_param(f"{kind}Config"), self._get_param("IfMatch")
        return result(self.backend.update_policy(kind, self._get_param("Id"), config, if_match))

    def delete(self):
        self.backend.delete_policy(kind, self._get_param("Id"), self._get_param("IfMatch"))
        return EmptyResult()

    def list_all(self):
        wanted = self._get_param("Type")
        policies = [one for one in self.backend.list_policies(kind) if wanted in (None, one[0])]
        items = [{"Type": origin, kind: policy.described()} for origin, policy in policies]
        return ActionResult({f"{kind}List": {"MaxItems": 100, "Quantity": len(items), "Items": items}})

    actions = {
        f"Create{kind}": create,
        f"Get{kind}": get,
        f"Get{kind}Config": get_config,
        f"Update{kind}": update,
        f"Delete{kind}": delete,
        f"List{PLURALS[kind]}": list_all,
    }
    return {camelcase_to_underscores(name): action for name, action in actions.items()}


for kind in MANAGED:
    extends(CloudFrontResponse)(type(kind, (), policy_actions(kind)))
    path = "{0}/2020-05-31/" + words(kind).replace(" ", "-")
    for route in (f"{path}$", path + "/(?P<policy_id>[^/]+)$", path + "/(?P<policy_id>[^/]+)/config$"):
        urls.url_paths[route] = CloudFrontResponse.dispatch
