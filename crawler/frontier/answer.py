"""What to do with an answer: take it, follow it, ask again later, or give the URL up."""

import re
from enum import StrEnum
from typing import Final

from crawler.wire.exchange import Outcome

REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
"""Statuses that send the client elsewhere (RFC 9110 section 15.4)."""

_ASK_AGAIN: Final = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
_NEVER: Final = frozenset({Outcome.FORBIDDEN_ADDRESS, Outcome.LENGTH})


_LOGIN: Final = re.compile(
    r"(?:\A|[/._-])(?:log-?in|sign-?in|logon|anmelden|anmeldung|connexion|inicio-sesion|accedi|inloggen|logowanie|sso)"
    r"(?:[/._-]|\Z)",
    re.I,
)


class Verdict(StrEnum):
    """``final`` answers count, whatever their status; ``retry`` is asked again until the attempts are used up."""

    FINAL = "final"
    REDIRECT = "redirect"
    RETRY = "retry"
    FAILED = "failed"


def judge(status: int | None, outcome: Outcome, *, location: str | None = None) -> Verdict:
    """Judge one exchange; ``status`` is None when nothing was answered (RFC 9110 section 15)."""
    if status is None:
        return Verdict.FAILED if outcome in _NEVER else Verdict.RETRY
    if status in REDIRECTS and location:
        return Verdict.REDIRECT
    if status in _ASK_AGAIN or outcome in (Outcome.TIME, Outcome.DISCONNECT):
        return Verdict.RETRY
    return Verdict.FINAL


def leads_to_login(here: str, there: str) -> bool:
    """Whether a redirect of a page ends at a login: the reader is not known, or not any more."""
    return bool(_LOGIN.search(_path(there))) and not _LOGIN.search(_path(here))


def _path(url: str) -> str:
    return url.partition("://")[2].partition("?")[0].partition("/")[2]


def retry_wait(attempt: int, *, delay: float) -> float:
    """Seconds to wait before the ``attempt``-th repetition (1, 2 …): longer each time, never under ``delay``."""
    return max(delay, 2.0 * 4.0 ** (attempt - 1))
