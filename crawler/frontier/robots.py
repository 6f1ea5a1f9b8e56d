"""robots.txt read and judged by RFC 9309 (https://www.rfc-editor.org/rfc/rfc9309), with Crawl-delay as extension.

In: the status and body of an answer, redirects already followed by the caller. Out: rules that judge any URL of that
origin. Nothing is fetched or timed here; ``keep_for`` says how long the rules hold. Section 2.3.1.4 lets a crawler
treat a robots.txt that was unreachable for a long time (30 days, say) as missing; we never do: what cannot be asked
is not taken.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from math import isfinite
from typing import Final

REDIRECTS: Final = 5
"""Hops the caller follows before a robots.txt counts as missing (section 2.3.1.2)."""

LIMIT: Final = 500 * 1024
"""Bytes that are read; what follows the last whole line within is ignored (section 2.5)."""

DAY: Final = 86_400.0
"""Seconds that rules hold (section 2.4)."""

HOUR: Final = 3_600.0
"""Seconds until an unreachable robots.txt should be asked for again."""

_LINE_END: Final = re.compile(rb"\r\n|\r|\n")
_TOKEN: Final = re.compile(r"[A-Za-z_-]+")
_AGENT_KEYS: Final = frozenset({"user-agent", "useragent", "user agent"})
_DISALLOW_KEYS: Final = frozenset({"disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"})
_SITEMAP_KEYS: Final = frozenset({"sitemap", "site-map"})
# Octets that stand for themselves in a pattern and a path; all others are compared percent-encoded.
_OCTET: Final = re.compile(r"%[0-9A-Fa-f]{2}|[^A-Za-z0-9\-._~!&'()+,;=:@/?]")
_UNRESERVED: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PATH: Final = re.compile(r"[^:/?#]+://[^/?#]*([^#]*)", re.S)


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a URL may be fetched, and the line that says so, as written and counted from 1, if one does."""

    allowed: bool
    rule: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class _Rule:
    """One Allow or Disallow: literal pieces between wildcards; ``length`` is its specificity in octets."""

    pieces: tuple[str, ...]
    to_end: bool
    length: int
    decision: Decision

    def rank(self) -> tuple[int, bool]:
        return -self.length, not self.decision.allowed

    def matches(self, path: str) -> bool:
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


@dataclass(slots=True)
class _Group:
    """Rules behind a list of names. ``delay`` holds for the first ``delayed`` of the names.

    ``closed`` once a rule was seen: the next name then begins another group.
    """

    names: int = 0
    closed: bool = False
    rules: list[_Rule] = field(default_factory=list)
    delay: float | None = None
    delayed: int = 0


@dataclass(frozen=True, slots=True)
class _Told:
    """All that one crawler is told: its groups merged, the rule that decides first."""

    rules: tuple[_Rule, ...] = ()
    delay: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class RobotsRules:
    """The rules of one origin. ``verdict`` overrides them all when the answer itself decided.

    ``sitemaps`` are as written, in order, belonging to no group. ``keep_for`` is in seconds.
    """

    sitemaps: tuple[str, ...] = ()
    keep_for: float = DAY
    verdict: Decision | None = None
    _groups: dict[str, list[tuple[_Group, int]]] = field(default_factory=dict)
    _told: dict[str, _Told] = field(default_factory=dict)

    @classmethod
    def from_response(cls, status: int | None, body: bytes = b"") -> "RobotsRules":
        """Rules of the last answer; ``status`` None means that there was none (section 2.3.1).

        2xx: what the body says. 3xx (more than ``REDIRECTS`` hops) and 4xx: all allowed. 5xx and no answer: nothing
        allowed; so is 429, with which a server asks for patience rather than saying that it has no rules.
        """
        if status is None or status == 429 or not 200 <= status < 500:
            return cls(keep_for=HOUR, verdict=Decision(False, f"robots.txt unreachable ({status or 'no answer'})"))
        return cls.parse(body) if status < 300 else cls()

    @classmethod
    def parse(cls, body: bytes) -> "RobotsRules":
        """Rules of a robots.txt; lines that are none are passed over. Never raises. Linear in ``LIMIT``."""
        groups: dict[str, list[tuple[_Group, int]]] = {}
        sitemaps: list[str] = []
        group = _Group()
        for number, key, value in _lines(body):
            if key in _AGENT_KEYS:
                group = _Group() if group.closed else group
                groups.setdefault(_agent(value), []).append((group, group.names))
                group.names += 1
            elif key == "allow" or key in _DISALLOW_KEYS:
                group.closed = True
                if value:
                    group.rules.append(_rule(key == "allow", value, number))
            elif key in _SITEMAP_KEYS and value:
                sitemaps.append(_shown(value))
            elif key == "crawl-delay":
                # RFC 9309 knows no such line, so it does not end the names, but it means those before it only:
                # "a bot, its delay, everybody, their rules" is the commonest way to write one.
                group.delay, group.delayed = _seconds(value), group.names
        return cls(sitemaps=tuple(sitemaps), _groups=groups)

    def allowed(self, url: str, token: str) -> Decision:
        """Whether a crawler whose product token is ``token`` may fetch ``url`` (absolute, of this origin).

        The longest matching rule decides, Allow before Disallow at equal length; no match allows (section 2.2.2).
        """
        if self.verdict is not None:
            return self.verdict
        found = _PATH.match(url)
        path = _compared((found[1] if found else "").encode("utf-8", "surrogatepass").decode("latin-1"))
        path = path if path.startswith("/") else "/" + path
        if path == "/robots.txt":
            return Decision(True)
        return next((rule.decision for rule in self._for(token).rules if rule.matches(path)), Decision(True))

    def crawl_delay(self, token: str) -> float | None:
        """Seconds between requests that ``token`` is asked to wait; None when nothing is asked."""
        return self._for(token).delay

    def _for(self, token: str) -> _Told:
        """What the groups naming ``token`` say together, else those for everybody (section 2.2.1)."""
        name = _agent(token)
        if name not in self._told:
            self._told[name] = _merged(self._groups.get(name) or self._groups.get("*") or [])
        return self._told[name]


def _merged(named: list[tuple[_Group, int]]) -> _Told:
    groups = {id(group): group for group, _ in named}.values()
    rules = sorted(chain.from_iterable(group.rules for group in groups), key=_Rule.rank)
    delays = [group.delay for group, place in named if group.delay is not None and place < group.delayed]
    return _Told(tuple(rules), max(delays, default=None))


def _lines(body: bytes) -> Iterator[tuple[int, str, str]]:
    """Line number, lower-case key and value of each line, empty where it has none; octets as Latin-1."""
    for number, line in enumerate(_whole_lines(body.removeprefix(b"\xef\xbb\xbf")), 1):
        content = line.partition(b"#")[0]
        key, colon, value = content.partition(b":")
        words = content.split(maxsplit=2)
        if not colon and len(words) == 2:  # the colon forgotten, as in "Disallow /a"
            key, value = words
        yield number, key.strip().lower().decode("latin-1"), value.strip().decode("latin-1")


def _whole_lines(body: bytes) -> Iterable[bytes]:
    lines = _LINE_END.split(body[:LIMIT])
    return lines[:-1] if len(body) > LIMIT else lines


def _agent(text: str) -> str:
    """The product token at the beginning, in lower case; ``*`` for everybody (section 2.2.1)."""
    found = _TOKEN.match(text)
    if found:
        return found[0].lower()
    return "*" if text.split()[:1] == ["*"] else ""


def _rule(allow: bool, value: str, line: int) -> _Rule:
    to_end = value.endswith("$")
    pieces = tuple(_compared(piece) for piece in re.split(r"\*+", value.removesuffix("$")))
    written = f"{'Allow' if allow else 'Disallow'}: {_shown(value)}"
    length = sum(map(len, pieces)) + len(pieces) - 1 + to_end
    return _Rule(pieces, to_end, length, Decision(allow, written, line))


def _compared(text: str) -> str:
    """Octets in the one form they are compared in: unreserved plain, upper-case hex (section 2.2.2)."""
    return _OCTET.sub(_octet, text)


def _octet(found: re.Match[str]) -> str:
    text = found[0]
    if len(text) == 1:
        return f"%{ord(text):02X}"
    plain = chr(int(text[1:], 16))
    return plain if plain in _UNRESERVED else text.upper()


def _shown(value: str) -> str:
    return value.encode("latin-1").decode("utf-8", "replace")


def _seconds(value: str) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return None
    return seconds if isfinite(seconds) and seconds >= 0 else None
