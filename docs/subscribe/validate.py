"""Validates events, one a line as `emergency bus --json` prints them: pip install jsonschema"""

import json
import sys
from pathlib import Path

from jsonschema import Draft202012Validator

for line in sys.stdin:
    event = json.loads(line)
    schema = json.loads(Path(f"docs/events/{event['detail-type']}.event.schema.json").read_text())
    for fault in Draft202012Validator(schema).iter_errors(event):
        print(event["id"], fault.json_path, fault.message)
