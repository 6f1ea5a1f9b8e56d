"""What a check can find: where, how bad, what it means, what to do."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """``fault``: evidence is damaged or missing. ``warning``: odd, but nothing is lost. ``unreadable``: no archive."""

    FAULT = "fault"
    WARNING = "warning"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding: its usual severity, what it means for the archive, what to do about it."""

    severity: Severity
    means: str
    advice: str


_FAULT, _WARNING, _UNREADABLE = Severity
_COPY: Final = "put the file back from a copy"
_NO_COPY: Final = "; without one, see what crawler mend says"
_WRITER: Final = "nothing to repair: it was written so; tell the maker of the writing tool"
_INDEX: Final = "make the index anew: crawler index"
_DATA: Final = "rebuild the data from the archive: crawler reparse"

RULES: Final[dict[str, Rule]] = {
    "notAWarc": Rule(_UNREADABLE, "this is no WARC file", "check the path; " + _COPY),
    "empty": Rule(_UNREADABLE, "the file has no bytes", _COPY + ", or remove it when nothing was ever in it"),
    "noAccess": Rule(_UNREADABLE, "the file could not be read to its end", "check the disk and the permissions"),
    "notAWacz": Rule(_UNREADABLE, "this is no ZIP file that can be read", _COPY),
    "damaged": Rule(_FAULT, "these bytes are lost; all before and behind them is safe", _COPY + _NO_COPY),
    "tornTail": Rule(_FAULT, "the file was cut while a record was written; all before is safe", "crawler mend FILE"),
    "notARecord": Rule(_FAULT, "readers stop here or pass over it", _COPY),
    "manyRecords": Rule(_FAULT, "only the member's first record can be found by its offset", _WRITER),
    "oneStream": Rule(_WARNING, "no record can be read by its offset: the whole file must be unpacked", _WRITER),
    "blockLength": Rule(_FAULT, "the block is not as long as its Content-Length says", _COPY),
    "recordEnd": Rule(_FAULT, "the record does not end with two line ends, as WARC 1.1 wants", _WRITER),
    "missingField": Rule(_FAULT, "a field that WARC 1.1 demands is not there", _WRITER),
    "repeatedField": Rule(_FAULT, "readers disagree on which of the values counts", _WRITER),
    "badDate": Rule(_FAULT, "the time of the capture cannot be known", _WRITER),
    "badId": Rule(_FAULT, "the id is no URI in angle brackets, so nothing can refer to it", _WRITER),
    "duplicateId": Rule(_FAULT, "an id stands for one record; here it is not known which", _COPY),
    "blockDigest": Rule(_FAULT, "the stored bytes are not those that were archived", _COPY),
    "payloadDigest": Rule(_FAULT, "the payload is not what its digest was made of", _COPY),
    "payloadFraming": Rule(_WARNING, "the payload digest counts the chunk framing; the standard does not", _WRITER),
    "unknownDigest": Rule(_WARNING, "the digest is of a kind that is not known here and was not verified", _WRITER),
    "noDigest": Rule(_WARNING, "damage to these records would not be noticed", "keep their sha256 somewhere"),
    "framing": Rule(_FAULT, "the stored answer is not whole, or not what was on the wire", "capture the page again"),
    "excess": Rule(_WARNING, "bytes follow that are no part of the message", "nothing; readers pass over them"),
    "coding": Rule(_WARNING, "the body is not in the coding its header names", "nothing, if the server sent it so"),
    "interimHead": Rule(_WARNING, "replay tools show the 1xx head in place of the page", _WRITER),
    "noHead": Rule(_WARNING, "the answer has no HTTP head that can be read", "nothing, if the server sent it so"),
    "noRequest": Rule(_WARNING, "the request cannot be read as HTTP", _WRITER),
    "requestTarget": Rule(_FAULT, "the request line asks for another address than WARC-Target-URI", _WRITER),
    "concurrentTo": Rule(_FAULT, "WARC-Concurrent-To names a record that is not there", "put the missing file back"),
    "warcinfoId": Rule(_FAULT, "WARC-Warcinfo-ID names a record that is not there", "put the missing file back"),
    "noWarcinfo": Rule(_WARNING, "the file does not say who made it", _WRITER),
    "fileName": Rule(_WARNING, "the file was renamed after it was written", "nothing, or give it its name back"),
    "captureCut": Rule(_FAULT, "a capture lacks its metadata record: it is not whole", _COPY),
    "entityFact": Rule(_FAULT, "the metadata record names another entity than the response holds", _COPY),
    "revisitFields": Rule(_WARNING, "replay tools may not find what the revisit stands for", _WRITER),
    "revisitId": Rule(_FAULT, "the revisit's original is not there, so its payload is lost", "put its file back"),
    "revisitUrl": Rule(_FAULT, "no response of that address and time: replay tools answer 503", "put its file back"),
    "revisitDiffers": Rule(_FAULT, "the original is not the record that the revisit describes", _COPY),
    "tombstone": Rule(_FAULT, "it does not say what was taken out here, when and why", _COPY),
    "tombstoneDiffers": Rule(_FAULT, "redactions.jsonl tells otherwise of what was taken out", _COPY),
    "redactedRecord": Rule(_FAULT, "a record that was taken out is there again, or gone without a trace", _COPY),
    "redactionLine": Rule(_FAULT, "what was taken out cannot be told", "put redactions.jsonl back from a copy"),
    "redactionOpen": Rule(_FAULT, "a redaction was cut short, and files do not agree", "crawler redact COLLECTION"),
    "revisitElsewhere": Rule(
        _WARNING,
        "its payload lies in another collection, and is lost when that is",
        "keep that collection with this one; to look for the originals: check --dedup-against FILE.cdxj",
    ),
    "openFile": Rule(_FAULT, "a crawl died while it wrote this file", "crawler mend FILE, or go on with the crawl"),
    "inUse": Rule(_WARNING, "a crawl is writing; what it writes now is not judged", "check again when it has ended"),
    "indexAbsent": Rule(_FAULT, "replay tools find nothing", _INDEX),
    "indexParts": Rule(_WARNING, "the index of some WARCs was never merged", _INDEX),
    "indexLine": Rule(_FAULT, "the line cannot be read", _INDEX),
    "indexOrder": Rule(_FAULT, "binary search misses lines that are there", _INDEX),
    "indexTwice": Rule(_WARNING, "the same line is there twice", _INDEX),
    "indexOffset": Rule(_FAULT, "the line points at no record", _INDEX),
    "indexDiffers": Rule(_FAULT, "the line and the record it points at do not agree", _INDEX),
    "indexMissing": Rule(_FAULT, "replay tools do not find this record", _INDEX),
    "manifestLine": Rule(_FAULT, "a line of the manifest cannot be read", "remove the line; the next crawl adds it"),
    "manifestMissing": Rule(_FAULT, "a later change of this file would not be noticed", "the next crawl adds it"),
    "manifestGone": Rule(_FAULT, "a file that was closed is not there any more", "put the file back from a copy"),
    "manifestDiffers": Rule(_FAULT, "the file was changed after it was closed", _COPY),
    "dataLine": Rule(_FAULT, "the line is no JSON object of its kind", _DATA),
    "itemRecord": Rule(_FAULT, "the item's evidence is not in the archive", "put the missing file back, or reparse"),
    "itemPlace": Rule(_FAULT, "the item names another place than its record's", _DATA),
    "itemDiffers": Rule(_FAULT, "the item was not taken from the record it names", _DATA),
    "waczFile": Rule(_FAULT, "a file that WACZ demands is not there", "pack it again: crawler pack"),
    "waczPacked": Rule(_FAULT, "a WARC is deflated in the ZIP: players cannot read parts of it", "pack it again"),
    "waczDigest": Rule(_FAULT, "a file inside is not the one that was packed", _COPY),
    "waczListed": Rule(_FAULT, "datapackage.json and the files inside do not agree", "pack it again: crawler pack"),
    "waczPackage": Rule(_FAULT, "datapackage.json cannot be read, or lacks what the format demands", "pack it again"),
    "waczPages": Rule(_FAULT, "players cannot list the pages", "pack it again: crawler pack"),
    "waczPage": Rule(_WARNING, "players list a page that was not captured", "nothing, or pack it again"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. ``file`` is shown as it was given, ``offset`` counts bytes in it, ``record`` is a WARC-Record-ID.

    ``found`` says what is there and what was expected; ``usual`` False turns a fault into a warning.
    """

    code: str
    file: str
    found: str
    offset: int | None = None
    record: str | None = None
    usual: bool = True

    @property
    def rule(self) -> Rule:
        """What this kind of finding means."""
        return RULES[self.code]

    @property
    def severity(self) -> Severity:
        """The rule's, unless softened."""
        return self.rule.severity if self.usual else Severity.WARNING
