"""Record ids: random UUIDs, since time-based ones tell the machine they were made on."""

from dataclasses import dataclass, field
from uuid import uuid4


def new_id() -> str:
    """A fresh WARC-Record-ID as it is written, ``<urn:uuid:…>``."""
    return f"<urn:uuid:{uuid4()}>"


@dataclass(frozen=True, slots=True)
class RecordIds:
    """The ids of one capture, made before it is written so that items can name their record at once.

    ``response`` names the response or the revisit, whichever is written.
    """

    request: str = field(default_factory=new_id)
    response: str = field(default_factory=new_id)
    metadata: str = field(default_factory=new_id)


def new_ids() -> RecordIds:
    """Ids for one capture."""
    return RecordIds()
