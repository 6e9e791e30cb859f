"""Asks systemd's own replace_env_argv() (libsystemd-shared) what command lines become.

Reads JSON cases from stdin, [[argv, ["NAME=value", ...]], ...], and prints the list of their results.
The function is internal: its shape is that of systemd 252, named in the file of the library (argument 1).
"""

import ctypes
import json
import sys

library = ctypes.CDLL(sys.argv[1])
library.replace_env_argv.restype = ctypes.POINTER(ctypes.c_char_p)


def strings(values):
    encoded = [value.encode() for value in values]
    return (ctypes.c_char_p * (len(encoded) + 1))(*encoded, None)


def expand(argv, environment):
    result = library.replace_env_argv(strings(argv), strings(environment))
    words = []
    while result[len(words)] is not None:
        words.append(result[len(words)].decode())
    return words


print(json.dumps([expand(argv, environment) for argv, environment in json.load(sys.stdin)]))
