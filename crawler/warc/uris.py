"""Target-URIs of records that stand for no web address; the address, or the visit's id, follows."""

from typing import Final

INTERIM_URI: Final = "urn:crawler:interim:"
"""A 1xx head of the answer from this address."""

NOT_MODIFIED_URI: Final = "urn:crawler:not-modified:"
"""The head of a 304 from this address."""

VISIT_URI: Final = "urn:crawler:visit:"
"""The end of a visit."""

REDACTED_URI: Final = "urn:crawler:redacted:"
"""A record of this address, or of one of the above, that was taken out (``tombstone``)."""
