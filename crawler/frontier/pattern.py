"""Patterns of paths as robots.txt writes them: a beginning, in which ``*`` takes anything and a last ``$`` ends it.

RFC 9309 sections 2.2.2 and 2.2.3 (https://www.rfc-editor.org/rfc/rfc9309). Both sides are octets as Latin-1 text, with
what is percent-encoded for no need decoded. Linear in the path, whatever the pattern: nothing here is a regular
expression made by a site.
"""

import re
from dataclasses import dataclass
from typing import Final

from crawler.urls import normal_octet

# Octets that stand for themselves in a pattern and a path; all others are compared percent-encoded.
_OCTET: Final = re.compile(r"%[0-9A-Fa-f]{2}|[^A-Za-z0-9\-._~!&'()+,;=:@/?]")
_PATH: Final = re.compile(r"[^:/?#]+://[^/?#]*([^#]*)", re.S)


@dataclass(frozen=True, slots=True)
class Pattern:
    """Literal pieces between wildcards; ``length`` is its specificity in octets."""

    pieces: tuple[str, ...]
    to_end: bool
    length: int

    def matches(self, path: str) -> bool:
        """Whether ``path``, as ``path_of`` gives it, begins like this, or for ``to_end`` is all of it."""
        # Each piece at its first place after the last one: right, since a wildcard takes anything, and linear.
        first, *rest = self.pieces
        if not path.startswith(first):
            return False
        if not rest:
            return not self.to_end or path == first
        last = rest.pop() if self.to_end else ""
        at = len(first)
        for piece in rest:
            found = path.find(piece, at)
            if found < 0:
                return False
            at = found + len(piece)
        return len(path) - len(last) >= at and path.endswith(last)


def pattern(written: str) -> Pattern:
    """The pattern that ``written``, octets as Latin-1 text, stands for."""
    to_end = written.endswith("$")
    pieces = tuple(_compared(piece) for piece in re.split(r"\*+", written.removesuffix("$")))
    return Pattern(pieces, to_end, sum(map(len, pieces)) + len(pieces) - 1 + to_end)


def path_of(url: str) -> str:
    """Path and query of an absolute ``url`` in the form that patterns are compared with."""
    found = _PATH.match(url)
    path = _compared(octets(found[1] if found else ""))
    return path if path.startswith("/") else "/" + path


def octets(text: str) -> str:
    """``text`` as the octets of its UTF-8 form, each one a letter of Latin-1."""
    return text.encode("utf-8", "surrogatepass").decode("latin-1")


def _compared(text: str) -> str:
    """Octets in the one form they are compared in: unreserved plain, upper-case hex (section 2.2.2)."""
    return _OCTET.sub(normal_octet, text)
