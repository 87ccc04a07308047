"""Holds the SDK requests that record.mjs wrote down against the service models that botocore ships, and the replies too.

Usage: validate.py <folder>. One line for each kind of fault, then `N passed, N failed`, counted by operation.
"""

import base64
import collections
import datetime
import json
import pathlib
import sys

import botocore.session
import regex
from botocore.validate import ParamValidator

SERVICES = {
    "CloudControlClient": "cloudcontrol",
    "CloudFormationClient": "cloudformation",
    "CloudTrailClient": "cloudtrail",
    "CloudWatchClient": "cloudwatch",
    "CloudWatchLogsClient": "logs",
    "ConnectClient": "connect",
    "DynamoDBClient": "dynamodb",
    "DynamoDBStreamsClient": "dynamodbstreams",
    "EventBridgeClient": "events",
    "KMSClient": "kms",
    "LambdaClient": "lambda",
    "PinpointClient": "pinpoint",
    "PinpointSMSVoiceV2Client": "pinpoint-sms-voice-v2",
    "S3Client": "s3",
    "SNSClient": "sns",
    "STSClient": "sts",
}


def revived(value):
    if set(value) == {"$bytes"}:
        return base64.b64decode(value["$bytes"])
    if set(value) == {"$date"}:
        return value["$date"] and datetime.datetime.fromisoformat(value["$date"].replace("Z", "+00:00"))
    return b"" if set(value) == {"$stream"} else value


def constraint_faults(shape, value, place):
    """Enum, pattern and length: botocore's own validator leaves them to the service."""
    if shape.type_name == "structure":
        for name, member in shape.members.items():
            if isinstance(value, dict) and value.get(name) is not None:
                yield from constraint_faults(member, value[name], f"{place}.{name}")
        return
    metadata = shape.metadata
    if shape.type_name in ("string", "blob", "list", "map"):
        size = len(value.encode() if shape.type_name == "blob" and isinstance(value, str) else value)
        if size > metadata.get("max", size) or size < metadata.get("min", size):
            yield f"{place}: length {size} is not {metadata.get('min', 0)} to {metadata.get('max', 'any')}"
    elif shape.type_name in ("integer", "long", "float", "double"):
        if value > metadata.get("max", value) or value < metadata.get("min", value):
            yield f"{place}: {value} is not {metadata.get('min', 'any')} to {metadata.get('max', 'any')}"
    if shape.type_name == "string":
        if value not in metadata.get("enum", [value]):
            yield f"{place}: {value} is not one of {', '.join(metadata['enum'])}"
        # Connect's model escapes a number's plus sign twice.
        pattern = metadata.get("pattern", "").replace("\\\\", "\\")
        if pattern and not regex.fullmatch(pattern, value):
            yield f"{place}: {value!r} does not match {pattern}"
    elif shape.type_name == "list":
        for item in value:
            yield from constraint_faults(shape.member, item, f"{place}[]")
    elif shape.type_name == "map":
        for key, item in value.items():
            yield from constraint_faults(shape.key, key, f"{place} key")
            yield from constraint_faults(shape.value, item, f"{place}.*")


# DynamoDB itself answers with 0 of these, whatever its model says of the least.
NEVER_DECREASED = regex.compile(r"Invalid value for parameter \S+NumberOfDecreasesToday, value: 0, .*")


def shape_faults(shape, value, place):
    if shape is None:
        return
    report = ParamValidator().validate(value, shape).generate_report().splitlines()
    faults = [fault for fault in report if not NEVER_DECREASED.fullmatch(fault)]
    # A value of the wrong type has no length and no pattern.
    yield from (f"{place}: {fault}" for fault in faults)
    if not report:
        yield from constraint_faults(shape, value, place)


# Errors of every operation of a service, which the models do not list.
COMMON = {
    "AccessDenied",
    "AccessDeniedException",
    "ExpiredTokenException",
    "InternalFailure",
    "InternalServerError",
    "InternalServerException",
    "InvalidClientTokenId",
    "NotFoundException",
    "ResourceNotFoundException",
    "SerializationException",
    "ServiceUnavailable",
    "ThrottlingException",
    "UnknownOperationException",
    "UnrecognizedClientException",
    "ValidationError",
    "ValidationException",
}
# Of the database embedded in the local line, which has a disk: AWS's has no such error, and must not seem to give one of its own.
EMBEDDED = {"DiskFull", "DatabaseStopped"}


def faults_of(model, entry):
    error = entry.get("error")
    # A test may want to see a bad request refused; one that is taken is our fault, or our stand-in's.
    if not error:
        yield from shape_faults(model.input_shape, entry.get("input", {}), "request")
    if "output" in entry:
        yield from shape_faults(model.output_shape, entry["output"], "reply")
    if error and error not in COMMON | EMBEDDED and error not in {shape.name for shape in model.error_shapes}:
        yield f"reply: {error} is no error of this operation"


def main(folder):
    session = botocore.session.get_session()
    models = {client: session.get_service_model(name) for client, name in SERVICES.items()}
    seen = collections.Counter()
    faults = collections.defaultdict(collections.Counter)
    for file in pathlib.Path(folder).glob("*.jsonl"):
        with file.open() as lines:
            for line in lines:
                entry = json.loads(line, object_hook=revived)
                name = f"{entry['service']} {entry['operation']}"
                seen[name] += 1
                model = models[entry["service"]].operation_model(entry["operation"])
                faults[name].update(faults_of(model, entry))
    for name, found in sorted(faults.items()):
        for fault, times in found.most_common(10):
            print(f"{name} ({times}x): {fault}")
    failed = sum(1 for found in faults.values() if found)
    print(f"{seen.total()} requests of {len(seen)} operations")
    if seen.total() == 0:
        failed = 1
    print(f"{len(seen) - failed if seen else 0} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
