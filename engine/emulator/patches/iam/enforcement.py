"""Enforcement: whether who signed a request may make it.

A request with a user's access key carries no `aws:MultiFactorAuthPresent`, as on AWS. The emulator has no TLS, and is taken
to have it. The key `test`, which is the account itself, is not limited, but by its secret. Unsigned requests, which S3 answers
as its policies say, are left to S3.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
"""

import time
from urllib.parse import urlparse

from authorization.asking import asks_of
from authorization.principal import Principal, role_principal, user_principal
from authorization.request import Ask, Request, one
from botocore.credentials import Credentials
from calls import Unreadable, call_of
from extending import extends
from moto import settings
from moto.core.authorization import ActionAuthenticatorMixin
from moto.core.exceptions import _RESTError
from moto.core.utils import utcnow
from moto.iam import access_control
from moto.iam.access_control import (
    AssumedRoleAccessKey,
    IAMRequestBase,
    IAMUserAccessKey,
)
from moto.sts.models import sts_backends
from moto.utilities.utils import get_partition
from patches.iam.refusals import in_protocol
from policies import ALLOWED, EXPLICIT_DENY, Layers, judge

#: Services whose actions begin otherwise than the service in a signature.
PREFIXES = {"monitoring": "cloudwatch", "tagging": "tag"}

create_access_key = access_control.create_access_key


class RootAccessKey:
    """Of the account: what it may do is not limited by policies."""

    id = secret = "test"

    def __init__(self, account_id, partition):
        self.arn = f"arn:{partition}:iam::{account_id}:root"

    def create_credentials(self):
        return Credentials(self.id, self.secret)

    def principal(self):
        return None


def access_key(account_id, partition, access_key_id, headers):
    if access_key_id == RootAccessKey.id:
        return RootAccessKey(account_id, partition)
    return create_access_key(account_id, partition, access_key_id, headers)


access_control.create_access_key = access_key


@extends(IAMUserAccessKey)
class _:
    def principal(self):
        return user_principal(self.backend, self._owner_user_name)


@extends(AssumedRoleAccessKey)
class _:
    def principal(self):
        sessions = sts_backends[self.account_id][self.partition]
        session = sessions.get_assumed_role_from_access_key(self._access_key_id)
        return role_principal(self.backend, self._owner_role_name, session)


@extends(ActionAuthenticatorMixin, replacing=["_authenticate_and_authorize_action"])
class _:
    def _authenticate_and_authorize_action(self, iam_request_cls, resource="*"):
        if ActionAuthenticatorMixin.request_count < settings.INITIAL_NO_AUTH_ACTION_COUNT:
            ActionAuthenticatorMixin.request_count += 1
            return
        if self.headers.get("X-Amz-Target") in ActionAuthenticatorMixin.PUBLIC_OPERATIONS:
            return
        if "Authorization" not in self.headers and self.service_name == "s3":
            return
        try:
            self._authorize(iam_request_cls, resource)
        except _RESTError as error:
            raise error if self.service_name == "s3" else in_protocol(self, error)

    def _authorize(self, iam_request_cls, resource):
        query = urlparse(self.uri).query
        iam_request = iam_request_cls(
            account_id=self.current_account,
            method=self.method,
            path=f"{self.raw_path}?{query}" if query else self.raw_path,
            # What is no form has no data: moto would sign a GET's headers as its body.
            data=self.data if self.normalized_request.form or self.service_name == "s3" else {},
            body=self.raw_body,
            headers=self.headers,
            action=self._get_action(),
        )
        iam_request.check_signature()
        iam_request.sent = self.normalized_request
        iam_request.check_action_permitted(resource)


@extends(IAMRequestBase, replacing=["check_action_permitted"])
class _:
    def check_action_permitted(self, resource):
        principal = self._access_key.principal()
        if principal is None or self._action == "sts:GetCallerIdentity":
            return  # which is always allowed, even if there's an explicit Deny for it
        context = {**self.request_keys(), **principal.keys}
        for ask in self.asks(principal, resource):
            keys = {**context, **ask.keys}
            decision = judge(principal.layers, ask.action, ask.resource, keys)
            if decision != ALLOWED:
                own = judge(Layers(principal.layers.identity), ask.action, ask.resource, keys)
                self._action = f"{ask.action} on resource: {ask.resource} {reason(ask, decision, own)}"
                self._raise_access_denied()
        if self._is_assuming_role_operation(resource) and not self._check_role_trust_relationship(resource):
            self._raise_access_denied()

    def asks(self, principal: Principal, resource):
        prefix = PREFIXES.get(self._service, self._service)
        try:
            call = call_of(self.sent, self._service, self._body or b"")
        except Unreadable:
            yield Ask(f"{prefix}:{self._action.partition(':')[2]}", resource)
            return
        yield from asks_of(
            Request(
                prefix=prefix,
                operation=call.operation.name,
                parameters=dict(call.parameters),
                account=self.account_id,
                region=self._region,
                partition=get_partition(self._region),
                caller=principal.arn,
            )
        )

    def request_keys(self):
        return {
            **one("aws:RequestedRegion", self._region),
            **one("aws:CurrentTime", utcnow().isoformat()),
            **one("aws:EpochTime", int(time.time())),
            **one("aws:SecureTransport", True),
            **one("aws:SourceIp", self.sent.remote_addr),
            **one("aws:UserAgent", self._headers.get("User-Agent")),
            **one("aws:ViaAWSService", False),
            **one("aws:PrincipalIsAWSService", False),
        }


def reason(ask: Ask, decision, own):
    """How AWS's message ends. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html"""
    if decision == EXPLICIT_DENY:
        return f"with an explicit deny in {'an identity-based policy' if own == EXPLICIT_DENY else 'a permissions boundary'}"
    lacking = "permissions boundary" if own == ALLOWED else "identity-based policy"
    return f"because no {lacking} allows the {ask.action} action"
