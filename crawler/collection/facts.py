"""What no HTTP message says of a capture, as the fields of its metadata record; read back by recovery and reparse."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from crawler.frontier.rights import POLICY, RESERVATION, Said


class Purpose(StrEnum):
    """Why something was fetched. ``robots`` and ``rights`` are what an origin asks of robots, before its first page."""

    PAGE = "page"
    NEED = "need"
    ROBOTS = "robots"
    RIGHTS = "rights"
    REQUISITE = "requisite"
    FOREIGN = "foreign"

    @property
    def is_of_origin(self) -> bool:
        """Whether it tells of a whole origin, and belongs to no page."""
        return self in (Purpose.ROBOTS, Purpose.RIGHTS)


@dataclass(frozen=True, slots=True)
class Facts:
    """One capture's place in the crawl. ``hops`` are the addresses that redirected here, first one first.

    ``visit`` names the look it belongs to (of a requisite: the first that wanted it), ``need`` the key of the need it
    answers, ``via`` the page or style that linked here, ``robots`` the decision that allowed it; ``respect``: what
    pages ask of robots was respected. ``rights`` is what the rights file of a page's origin said of its address then.
    """

    purpose: Purpose
    job: int = 0
    visit: str | None = None
    need: str | None = None
    via: str | None = None
    depth: int = 0
    hops: tuple[str, ...] = ()
    robots: str | None = None
    respect: bool = False
    rights: Said = ()

    def fields(self) -> tuple[tuple[str, str], ...]:
        """Names and values in a fixed order, absent ones left out. ``via`` and ``hopsFromSeed`` are WARC 1.1."""
        pairs = (
            ("purpose", self.purpose.value),
            ("job", str(self.job) if self.job else None),
            ("visit", self.visit),
            ("need", self.need),
            ("via", self.via),
            ("hopsFromSeed", "L" * self.depth if self.depth else None),
            *(("redirectedFrom", hop) for hop in self.hops),
            ("robots", self.robots),
            ("directives", "respected" if self.respect else None),
            *self.rights,
        )
        return tuple((name, value) for name, value in pairs if value is not None)


def read_facts(fields: Iterable[tuple[str, str]]) -> Facts | None:
    """The facts in a metadata record's fields, None when it is not one of ours."""
    pairs = tuple(fields)
    named = dict(pairs)
    if named.get("purpose") not in set(Purpose):
        return None
    return Facts(
        purpose=Purpose(named["purpose"]),
        job=int(job) if (job := named.get("job", "")).isdecimal() else 0,
        visit=named.get("visit"),
        need=named.get("need"),
        via=named.get("via"),
        depth=len(named.get("hopsFromSeed", "")),
        hops=tuple(value for name, value in pairs if name == "redirectedFrom"),
        robots=named.get("robots"),
        respect="directives" in named,
        rights=tuple((name, value) for name, value in pairs if name in (RESERVATION, POLICY)),
    )
