"""Reads a JSON list of texts; prints a JSON list of the problems that unitc.diff.schema.json has with each."""
import json
import pathlib
import sys

import jsonschema

schema = json.loads((pathlib.Path(__file__).parent / '../../unitc.diff.schema.json').read_text())
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)
print(json.dumps([
    [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in validator.iter_errors(json.loads(text))]
    for text in json.load(sys.stdin)
]))
