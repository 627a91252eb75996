"""IAM: what moto lacks.

- SimulatePrincipalPolicy and SimulateCustomPolicy: identity policies, groups, boundaries given in the request.
- moto's enforcement (off until its reset-auth is called) takes the conditions of a policy into account; moto ignores
  most of them, and denies where an Allow's condition is not met. A request with a user's access key carries no
  `aws:MultiFactorAuthPresent`, as on AWS; one that lists a bucket carries `s3:prefix`.
- CreateLoginProfile keeps whether the password has to be changed.
- ListServiceSpecificCredentials, which Terraform asks before it deletes a user with everything of it. They cannot be
  made here, so that there are none.

moto names the resource of a request only for S3 and for roles: everywhere else it is `*`, so that under enforcement a
policy has to allow `*` there. Simulation takes the resources that it is given.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
"""

import json
from itertools import product
from urllib.parse import parse_qs, urlsplit

from extending import extends
from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.iam.access_control import IAMPolicy, IAMRequestBase
from moto.iam.exceptions import IAMException, NotFoundException
from moto.iam.models import IAMBackend
from moto.iam.responses import IamResponse
from policies import ALLOWED, IMPLICIT_DENY, condition_keys, decide


def documents(policies):
    return [IAMPolicy(policy)._policy_json for policy in policies]


@extends(IAMRequestBase, replacing=["check_action_permitted"])
class _:
    def check_action_permitted(self, resource):
        if self._action == "sts:GetCallerIdentity":
            return  # always allowed, even if there's an explicit Deny for it
        user = getattr(self._access_key, "_owner_user_name", None)
        context = {"aws:username": [user]} if user else {}
        if self._service == "s3" and "prefix" in (query := parse_qs(urlsplit(self._path).query)):
            context["s3:prefix"] = query["prefix"]
        policies = documents(self._access_key.collect_policies())
        permitted = decide(policies, self._action, resource, context) == ALLOWED
        if self._is_assuming_role_operation(resource):
            permitted = permitted and self._check_role_trust_relationship(resource)
        if not permitted:
            self._raise_access_denied()


@extends(IAMBackend)
class _:
    def simulated_policies(self, arn):
        """Name, kind and document of all policies of a user with its groups, of a group, or of a role."""
        kind, name = arn.split(":", 5)[5].split("/", 1)[0], arn.rpartition("/")[2]
        if kind == "user":
            user = self.get_user(name)
            yield from named("user", user)
            for group in self.get_groups_for_user(name):
                yield from named("group", group)
        elif kind in ("group", "role"):
            yield from named(kind, self.get_group(name) if kind == "group" else self.get_role(name))
        else:
            raise NotFoundException(f"The entity with arn {arn} cannot be found.")


def named(kind, owner):
    for name, document in owner.policies.items():
        yield f"{kind}_{owner.name}_{name}", "IAM Policy", json.loads(document)
    for policy in owner.managed_policies.values():
        yield policy.name, "IAM Policy", documents([policy])[0]


@extends(IamResponse, replacing=["create_login_profile"])
class _:
    def create_login_profile(self):
        user = self.backend.create_login_profile(self._get_param("UserName"), self._get_param("Password"))
        user.password_reset_required = bool(self._get_param("PasswordResetRequired"))
        return self.get_login_profile()

    def list_service_specific_credentials(self):
        if user_name := self._get_param("UserName"):
            self.backend.get_user(user_name)  # it has to be there
        return ActionResult({"ServiceSpecificCredentials": []})

    def simulate_principal_policy(self):
        arn = self._get_param("PolicySourceArn")
        context = {"aws:username": [arn.rpartition("/")[2]]} if ":user/" in arn else {}
        return self._simulate(list(self.backend.simulated_policies(arn)), context)

    def simulate_custom_policy(self):
        return self._simulate([], {})

    def _simulate(self, policies, context):
        policies = [*policies, *self._policies("PolicyInputList", "PolicyInputList")]
        boundary = [one[2] for one in self._policies("PermissionsBoundaryPolicyInputList", "PermissionsBoundary")]
        context = {
            **context,
            "aws:currenttime": [utcnow().isoformat()],
            **{
                entry["ContextKeyName"].lower(): entry.get("ContextKeyValues", [])
                for entry in self._get_param("ContextEntries", [])
            },
        }
        results = [
            evaluate(policies, boundary, action, resource, context)
            for action, resource in product(self._get_param("ActionNames"), self._get_param("ResourceArns", ["*"]))
        ]
        return ActionResult({"EvaluationResults": results, "IsTruncated": False})

    def _policies(self, parameter, name):
        for number, text in enumerate(self._get_param(parameter, []), 1):
            try:
                yield f"{name}.{number}", "IAM Policy", json.loads(text)
            except json.JSONDecodeError:
                raise IAMException("InvalidInput", f"{parameter}.{number}: Syntax errors in policy.")


def evaluate(policies, boundary, action, resource, context):
    contents = [document for _, _, document in policies]
    decision = decide(contents, action, resource, context)
    matched = [
        {"SourcePolicyId": name, "SourcePolicyType": kind}
        for name, kind, document in policies
        if decide([document], action, resource, context) == decision != IMPLICIT_DENY
    ]
    keys = set().union(*(condition_keys(document) for document in [*contents, *boundary]))
    result = {
        "EvalActionName": action,
        "EvalResourceName": resource,
        "MatchedStatements": matched,
        "MissingContextValues": sorted(key for key in keys if key.lower() not in context),
    }
    if boundary:
        bounded = decide(boundary, action, resource, context)
        result["PermissionsBoundaryDecisionDetail"] = {"AllowedByPermissionsBoundary": bounded == ALLOWED}
        if decision == ALLOWED:
            decision = bounded
    return {**result, "EvalDecision": decision}
