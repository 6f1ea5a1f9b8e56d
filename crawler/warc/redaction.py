"""Secrets of the operator taken out of archived requests: each byte of a value becomes an x, so that lengths stay.

Only what the operator configured is replaced, and only in requests; it happens before any digest is computed.
"""

import re
from collections.abc import Mapping


def redacted(request: bytes, secrets: Mapping[str, str]) -> bytes:
    """``request`` with the values of ``secrets`` (header name to value) overwritten in its head."""
    head, end, body = request.partition(b"\r\n\r\n")
    for name, value in secrets.items():
        line = re.compile(rb"(\r\n%s: )%s(?=\r\n|;|\Z)" % (re.escape(name.encode()), re.escape(value.encode())), re.I)
        head = line.sub(lambda found: found[1] + b"x" * (len(found[0]) - len(found[1])), head)
    return head + end + body


def note(secrets: Mapping[str, str]) -> str:
    """What the warcinfo record says of it; empty when there is nothing to say."""
    names = ", ".join(sorted(secrets))
    return f"in requests, the values that the operator configured for {names} are replaced by x" if names else ""
