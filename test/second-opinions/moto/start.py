"""Starts moto's server, with the gaps of moto 5.2 closed that the line's stack meets. Each function names its gap.

Left open: there is no Ed25519, so nothing is signed; no End User Messaging and no Connect, so nothing is texted or called.
"""

import json
from typing import Any
from urllib.parse import urlparse

from moto.cloudformation import parsing, responses
from moto.core.responses import EmptyResult
from moto.events.models import Archive, EventBus
from moto.kms.models import Key
from moto.s3.models import s3_backends
from moto.server import main

class_of, make_archive, make_key = (
    parsing.resource_class_from_type,
    Archive.create_from_cloudformation_json,
    Key.create_from_cloudformation_json,
)


def template_at(url: str, account_id: str, partition: str) -> str:
    """Templates at an address with an IP (http://127.0.0.1:5000/bucket/key): moto takes the IP for the bucket."""
    bucket, key = urlparse(url).path.lstrip("/").split("/", 1)
    return s3_backends[account_id][partition].get_object(bucket, key).value.decode()


def update_termination_protection(_: responses.CloudFormationResponse) -> EmptyResult:
    """UpdateTerminationProtection: moto does not have it."""
    return EmptyResult()


def archive(name: str, resource: dict[str, Any], *more: Any, **named: Any) -> Archive:
    """An archive's event pattern is an object in a template; moto wants text."""
    properties = resource["Properties"]
    text = {**properties, "EventPattern": json.dumps(properties["EventPattern"])}
    return make_archive(name, {**resource, "Properties": text}, *more, **named)


def key(name: str, resource: dict[str, Any], *more: Any, **named: Any) -> Key:
    """A template's KeySpec and KeyUsage are ignored by moto, and it cannot read the policy it is given as an object."""
    properties, made = resource["Properties"], make_key(name, resource, *more, **named)
    made.key_spec = properties.get("KeySpec", made.key_spec)
    made.key_usage = properties.get("KeyUsage", made.key_usage)
    made.policy = json.dumps(properties["KeyPolicy"])
    return made


class StandIn:
    """A resource of a type that moto does not make (alarms, flows, text settings): others can refer to it, no more."""

    def __init__(self, name: str, *_: Any, **__: Any) -> None:
        self.physical_resource_id = name

    create_from_cloudformation_json = classmethod(lambda cls, *all, **named: cls(*all, **named))

    def get_cfn_attribute(self, attribute: str) -> str:
        return f"{self.physical_resource_id}.{attribute}"

    def is_created(self) -> bool:
        return True


responses.get_stack_from_s3_url = template_at
responses.CloudFormationResponse.update_termination_protection = update_termination_protection
# A reference to a bus is its name; moto hands over the bus.
EventBus.physical_resource_id = property(lambda bus: bus.name)
Archive.create_from_cloudformation_json = archive
Key.create_from_cloudformation_json = key
parsing.resource_class_from_type = lambda resource_type: class_of(resource_type) or StandIn

if __name__ == "__main__":
    main()
