"""Starts moto's server, with the gaps of moto 5.2 closed that the line's stack meets. Each function names its gap.

Left open: there is no Ed25519, so nothing is signed; no End User Messaging and no Connect, so nothing is texted or called.
"""

import functools
import json
from typing import Any
from urllib.parse import urlparse

import jsonpath_ng.ext
from moto.cloudformation import parsing, responses
from moto.cloudformation.exceptions import CloudFormationError
from moto.cloudformation.models import ChangeSet, CloudFormationBackend
from moto.core.responses import EmptyResult
from moto.events.models import Archive, EventBus, Rule
from moto.kms.models import Key
from moto.s3.models import s3_backends
from moto.server import main

class_of = parsing.resource_class_from_type
make_archive = Archive.create_from_cloudformation_json
make_key = Key.create_from_cloudformation_json
put_targets = Rule.put_targets


def template_at(url: str, account_id: str, partition: str) -> str:
    """Templates at an address with an IP (http://127.0.0.1:5000/bucket/key): moto takes the IP for the bucket."""
    bucket, key = urlparse(url).path.lstrip("/").split("/", 1)
    return s3_backends[account_id][partition].get_object(bucket, key).value.decode()


def update_termination_protection(_: responses.CloudFormationResponse) -> EmptyResult:
    """UpdateTerminationProtection: moto does not have it."""
    return EmptyResult()


def apply(change_set: ChangeSet) -> None:
    """A stack made by a change set has no outputs in moto."""
    change_set.stack.resource_map.update(change_set.template_dict, change_set.stack.parameters)
    change_set.stack.template_dict = change_set.template_dict
    change_set.stack.output_map = change_set.stack._create_output_map()


class ChangeSetNotFound(CloudFormationError):
    """A change set that is gone: moto fails when one that is not there is deleted, and calls it a missing stack."""

    code = "ChangeSetNotFound"


def change_set(backend: CloudFormationBackend, name: str) -> ChangeSet:
    for identifier, found in backend.change_sets.items():
        if name in (identifier, found.change_set_name):
            return found
    raise ChangeSetNotFound(f"ChangeSet [{name}] does not exist")


def delete_change_set(backend: CloudFormationBackend, change_set_name: str) -> None:
    kept = {key: one for key, one in backend.change_sets.items() if change_set_name not in (key, one.change_set_name)}
    backend.change_sets = kept


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


def targets(rule: Rule, given: list[dict[str, Any]]) -> None:
    """A topic is no target that moto can send to, and the whole PutEvents fails: nobody is notified."""
    put_targets(rule, [target for target in given if ":sns:" not in target["Arn"]])


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
ChangeSet.apply = apply
CloudFormationBackend.describe_change_set = lambda backend, change_set_name: change_set(backend, change_set_name)
CloudFormationBackend.delete_change_set = delete_change_set
# A parser is built anew for each path of each event, which takes longer than the line waits for an answer.
jsonpath_ng.ext.parse = functools.cache(jsonpath_ng.ext.parse)
# A reference to a bus is its name; moto hands over the bus.
EventBus.physical_resource_id = property(lambda bus: bus.name)
Archive.create_from_cloudformation_json = archive
Key.create_from_cloudformation_json = key
Rule.put_targets = targets
parsing.resource_class_from_type = lambda resource_type: class_of(resource_type) or StandIn

if __name__ == "__main__":
    main()
