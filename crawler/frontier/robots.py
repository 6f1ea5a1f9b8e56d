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

from crawler.frontier.pattern import Pattern, path_of, pattern

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


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a URL may be fetched, and the line that says so, as written and counted from 1, if one does."""

    allowed: bool
    rule: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class _Rule:
    """One Allow or Disallow."""

    pattern: Pattern
    decision: Decision

    def rank(self) -> tuple[int, bool]:
        return -self.pattern.length, not self.decision.allowed


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
        path = path_of(url)
        if path == "/robots.txt":
            return Decision(True)
        return next((rule.decision for rule in self._for(token).rules if rule.pattern.matches(path)), Decision(True))

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
    written = f"{'Allow' if allow else 'Disallow'}: {_shown(value)}"
    return _Rule(pattern(value), Decision(allow, written, line))


def _shown(value: str) -> str:
    return value.encode("latin-1").decode("utf-8", "replace")


def _seconds(value: str) -> float | None:
    try:
        seconds = float(value)
    except ValueError:
        return None
    return seconds if isfinite(seconds) and seconds >= 0 else None
