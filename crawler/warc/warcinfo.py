"""The warcinfo record: who made the file, with what, under which rules."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from crawler.warc.digest import block_digest
from crawler.warc.fields import MEDIA_TYPE, dump_fields
from crawler.warc.record import Record, RecordType, warc_date
from crawler.wire.spool import Spool

CONFORMS_TO: Final = "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"

DEDUPLICATED_AGAINST: Final = "deduplicatedAgainst"
"""Names another collection's index, and its sha256: revisits without WARC-Refers-To refer to records listed there."""


@dataclass(frozen=True, slots=True)
class WarcInfo:
    """What a file says about its making; a field that is empty is not written.

    ``operator`` is a contact, ``robots`` the rule followed (``obey`` or ``ignore``), ``is_part_of`` the collection,
    ``deduplicated_against`` the indexes of others, each as its path from the collection's folder and its sha256.
    Names as in WARC 1.1, "warcinfo", and https://www.dublincore.org/specifications/dublin-core/dcmi-terms/.
    """

    software: str
    operator: str = ""
    robots: str = ""
    user_agent: str = ""
    is_part_of: str = ""
    description: str = ""
    deduplicated_against: tuple[str, ...] = ()

    def fields(self) -> tuple[tuple[str, str], ...]:
        """The lines of the record's body."""
        lines = (
            ("software", self.software),
            ("format", "WARC File Format 1.1"),
            ("conformsTo", CONFORMS_TO),
            ("operator", self.operator),
            ("robots", self.robots),
            ("http-header-user-agent", self.user_agent),
            ("isPartOf", self.is_part_of),
            ("description", self.description),
            *((DEDUPLICATED_AGAINST, index) for index in self.deduplicated_against),
        )
        return tuple((name, value) for name, value in lines if value)


def warcinfo_record(info: WarcInfo, *, filename: str, record_id: str, created: datetime) -> Record:
    """The first record of file ``filename``."""
    block = dump_fields(info.fields())
    fields = (
        ("WARC-Type", RecordType.WARCINFO.value),
        ("WARC-Record-ID", record_id),
        ("WARC-Date", warc_date(created)),
        ("WARC-Filename", filename),
        ("Content-Type", MEDIA_TYPE),
        ("WARC-Block-Digest", block_digest((block,))),
    )
    return Record(fields, Spool(block))
