"""What a WARC's records say that other records and files must agree with."""

from typing import NamedTuple


class Seen(NamedTuple):
    """One record. ``url``, ``date`` and the digests are None for records that nothing but an id refers to.

    ``sha1`` is what an index line has as digest; ``entity`` is the sha256, where it is known; ``status`` as in an
    index. ``indexed``: an index has a line for it.
    """

    record_id: str
    kind: str
    offset: int
    length: int
    url: str | None = None
    date: str | None = None
    sha1: str | None = None
    entity: str | None = None
    status: str | None = None
    indexed: bool = False


class Names(NamedTuple):
    """A record at ``offset`` that names another one; ``code`` is the finding when that is nowhere."""

    code: str
    offset: int
    record_id: str
    target: str


class Refers(NamedTuple):
    """A revisit at ``offset`` and the original it names; ``elsewhere``: that lies in another collection."""

    offset: int
    record_id: str
    target_id: str | None
    target_url: str | None
    target_date: str | None
    sha1: str | None
    elsewhere: bool


class Walked(NamedTuple):
    """The end of a file: how many records were read, and where the last one ends."""

    records: int
    end: int


Fact = Seen | Names | Refers | Walked
