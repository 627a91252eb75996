"""Functions: UpdateFunction, PublishFunction, the stage LIVE."""

import copy
from functools import cached_property

from extending import extends
from moto.cloudfront import urls
from moto.cloudfront.exceptions import InvalidIfMatchVersion, NoSuchFunctionExists
from moto.cloudfront.models import CloudFrontBackend, CloudFrontFunction, random_id
from moto.cloudfront.responses import CloudFrontResponse
from moto.core.responses import ActionResult
from moto.core.utils import utcnow


@extends(CloudFrontBackend, replacing=["describe_function", "get_function"])
class _:
    def describe_function(self, name, stage=None):
        function = self.functions.get(name)
        if function and stage == "LIVE":
            function = function.live
        if not function:
            raise NoSuchFunctionExists(name)
        return function

    def get_function(self, name, stage=None):
        return self.describe_function(name, stage)


@extends(CloudFrontFunction)
class _:
    @cached_property
    def live(self):
        """What was published last."""
        return None

    def put(self, config, code):
        self.config, self.code = config, code
        self.status, self.etag, self.last_modified_time = "UNPUBLISHED", random_id(), utcnow()

    def publish(self):
        self.status = "UNASSOCIATED"
        self.live = copy.copy(self)
        self.live.stage, self.live.live = "LIVE", None
        return self.live


@extends(CloudFrontResponse, replacing=["describe_function", "get_function"])
class _:
    def _function(self):
        return self.backend.describe_function(self._get_param("Name"), self._get_param("Stage"))

    def _matching_function(self):
        function = self._function()
        if self._get_param("IfMatch") != function.etag:
            raise InvalidIfMatchVersion
        return function

    def describe_function(self):
        function = self._function()
        return ActionResult({"FunctionSummary": function.function_summary, "ETag": function.etag})

    def get_function(self):
        function = self._function()
        return ActionResult(
            {"FunctionCode": function.code, "ETag": function.etag, "ContentType": "application/octet-stream"}
        )

    def update_function(self):
        function = self._matching_function()
        function.put(self._get_param("FunctionConfig"), self._get_param("FunctionCode"))
        return ActionResult({"FunctionSummary": function.function_summary, "ETag": function.etag})

    def publish_function(self):
        return ActionResult({"FunctionSummary": self._matching_function().publish().function_summary})


urls.url_paths["{0}/2020-05-31/function/(?P<function_name>[^/]+)/publish$"] = CloudFrontResponse.dispatch
