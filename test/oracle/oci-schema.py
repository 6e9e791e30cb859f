"""Reads a JSON list of texts; prints a JSON list of the problems that the OCI runtime-spec's own schema has with each."""
import json
import pathlib
import sys

import jsonschema

# golang-github-opencontainers-specs-dev: runtime-spec 1.0.2 with its schema.
folder = pathlib.Path('/usr/share/gocode/src/github.com/opencontainers/runtime-spec/schema')
schema = json.loads((folder / 'config-schema.json').read_text())
jsonschema.Draft4Validator.check_schema(schema)
# References are relative to the files, whatever `id` says of the place on the web.
resolver = jsonschema.RefResolver(f'{folder.as_uri()}/config-schema.json', schema)
schema.pop('id', None)
validator = jsonschema.Draft4Validator(schema, resolver=resolver)
texts = json.load(sys.stdin)
print(json.dumps([
    [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in validator.iter_errors(json.loads(text))]
    for text in texts
]))
