"""Deduplication: what makes a payload known, and the fields by which a revisit names its original.

Profiles of WARC 1.1 (https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/#revisit):
identical-payload-digest keeps the answer's own head, server-not-modified keeps no block at all, since replay tools
would show a 304 in place of the page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from crawler.warc.answer import Answer, Entity
from crawler.wire.exchange import Exchange, Outcome

MIN_BYTES: Final = 256
"""Shorter entities are not deduplicated: the revisit would be longer than what it saves."""

_PROFILES: Final = "http://netpreserve.org/warc/1.1/revisit/"
IDENTICAL_PAYLOAD: Final = _PROFILES + "identical-payload-digest"
NOT_MODIFIED: Final = _PROFILES + "server-not-modified"


@dataclass(frozen=True, slots=True)
class Original:
    """A response already on disk that a revisit may name: id and WARC-Date as written, its URL and entity.

    ``record_id`` is None for one that is known from another collection's index alone.
    """

    record_id: str | None
    url: str
    date: str
    entity: Entity

    def fields(self) -> tuple[tuple[str, str], ...]:
        """The fields that refer to it; address and date always, because replay tools find it by those, not by id."""
        return (
            *((("WARC-Refers-To", self.record_id),) if self.record_id else ()),
            ("WARC-Refers-To-Target-URI", self.url),
            ("WARC-Refers-To-Date", self.date),
        )


def original_of(
    exchange: Exchange,
    answer: Answer,
    *,
    find_original: Callable[[Entity], Original | None],
    validated: Original | None = None,
) -> Original | None:
    """The original that this answer should be written as a revisit of, None for a response of its own.

    Only whole answers are: a 304 to the request that carried ``validated``'s validators, and a 200 whose entity
    ``find_original`` knows. An original of another address must lie in its block as it is (no transfer coding), else
    it has no digest that other people's indexes share, and replay fails.
    """
    if exchange.outcome is not Outcome.COMPLETE:
        return None
    if answer.status == 304:
        return validated
    if answer.status != 200 or answer.entity.length < MIN_BYTES:
        return None
    found = find_original(answer.entity)
    return found if found and (found.url == exchange.url or not found.entity.transfer_coded) else None
