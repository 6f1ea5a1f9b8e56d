"""Everything that can be judged of one WARC, and the facts that must agree with other records and files."""

from collections.abc import Iterable, Iterator
from typing import Final

from crawler import PRODUCT
from crawler.warc.check.digest import compared, computed, is_sha1, sha1_of_block
from crawler.warc.check.finding import Finding
from crawler.warc.check.head import judge_head
from crawler.warc.check.http import Problem, Response, judge_request, read_response, unread
from crawler.warc.check.neighbours import Neighbours
from crawler.warc.check.seen import Fact, Names, Refers, Seen, Walked
from crawler.warc.check.source import Source
from crawler.warc.check.walk import Raw, walk
from crawler.warc.digest import both_digests, hash_both, sha1_text, usual_sha1
from crawler.warc.fields import first_value
from crawler.warc.openfile import OPEN_SUFFIX
from crawler.warc.tombstone import tombstone_of
from crawler.warc.uris import REDACTED_URI, VISIT_URI
from crawler.warc.warcinfo import DEDUPLICATED_AGAINST

_HTTP: Final = ("http://", "https://")
_AT_ONCE: Final = 256


def check_warc(source: Source) -> Iterator[Finding | Fact]:
    """Findings and facts of a WARC in file order; memory does not grow with it.

    Never raises for what the file holds; a disk that fails is a finding.
    """
    checker = _Checker(source)
    try:
        for raw in walk(source):
            if isinstance(raw, Raw):
                checker.take(raw)
                if checker.waits():
                    continue
            else:
                checker.passed_over(raw)
            yield from checker.given()
    except OSError as error:
        yield from checker.given()
        yield Finding("noAccess", source.shown, f"{error.strerror}", offset=checker.end)
    checker.finish()
    yield from checker.given()


class _Checker:
    """What is kept in mind between records: what is known of the file, and the capture that was begun."""

    def __init__(self, source: Source) -> None:
        self.end = 0
        self._source = source
        self._out: list[Finding | Fact] = []
        self._records = self._undigested = 0
        self._warcinfo = ""
        self._ours = self._deduplicated = False
        self._neighbours = Neighbours()
        self._begun: int | None = None
        self._answered = False
        self._revisit: Seen | None = None
        self._entity: tuple[str, str] | None = None
        self._bare: tuple[str, list[Finding]] | None = None

    def given(self) -> Iterator[Finding | Fact]:
        """What came up since the last call."""
        out, self._out = self._out, []
        return iter(out)

    def waits(self) -> bool:
        """Whether more may be taken before what came up is asked for."""
        return len(self._out) < _AT_ONCE

    def passed_over(self, why: Finding) -> None:
        """Something could not be read: what was begun before it is not judged as a capture."""
        self._begun = None
        self._out.append(why)

    def take(self, raw: Raw) -> None:
        """Judge one record."""
        named = raw.named
        kind, record_id = named.get("warc-type", ""), named.get("warc-record-id", "")
        self._records += 1
        self.end = raw.offset + raw.length
        self._report(raw, judge_head(raw))
        self._judge_block(raw)
        self._judge_names(raw, kind, record_id)
        match kind:
            case "request":
                self._request(raw, record_id)
            case "response":
                self._response(raw, record_id)
            case "revisit":
                self._take_revisit(raw, record_id)
            case "resource":
                self._resource(raw, record_id)
            case "metadata":
                self._metadata(raw, record_id)
            case "warcinfo":
                self._take_warcinfo(raw, record_id)
            case _:
                self._seen(raw, record_id, kind)

    def finish(self) -> None:
        """Judge what was left open at the end of the file."""
        self._flush()
        if self._begun is not None and self._ours and not self._source.live:
            self._found("captureCut", "the file ends before it", offset=self._begun)
        if self._undigested:
            self._found("noDigest", f"{self._undigested} records have no WARC-Block-Digest")
        self._out.extend(self._neighbours.missing())
        self._out.append(Walked(self._records, self.end))

    def _found(self, code: str, found: str, *, offset: int | None = None) -> None:
        self._out.append(Finding(code, self._source.shown, found, offset))

    def _report(self, raw: Raw, problems: Iterable[Problem]) -> None:
        self._out.extend(self._findings(raw, problems))

    def _findings(self, raw: Raw, problems: Iterable[Problem]) -> list[Finding]:
        record = raw.named.get("warc-record-id")
        return [Finding(code, self._source.shown, words, raw.offset, record) for code, words in problems]

    def _judge_block(self, raw: Raw) -> None:
        stated = raw.named.get("warc-block-digest")
        if stated is None:
            self._undigested += bool(raw.block.length)
        elif not is_sha1(stated, sha1_of_block(raw.block)):
            self._report(raw, compared("blockDigest", stated, computed(stated, raw.block), "block"))

    def _judge_names(self, raw: Raw, kind: str, record_id: str) -> None:
        if (other := raw.named.get("warc-warcinfo-id")) is not None and other != self._warcinfo:
            self._out.append(Names("warcinfoId", raw.offset, record_id, other))
        if (name := self._neighbours.add(raw, record_id)) is not None:
            self._out.append(name)
        if self._records == 1 and kind != "warcinfo":
            self._found("noWarcinfo", f"the first record is of type {kind or 'unknown'}", offset=raw.offset)

    def _seen(self, raw: Raw, record_id: str, kind: str) -> None:
        self._out.append(Seen(record_id, kind, raw.offset, raw.length))

    def _take_warcinfo(self, raw: Raw, record_id: str) -> None:
        self._flush()
        self._warcinfo = record_id
        block = raw.block.read()
        self._ours = f"software: {PRODUCT}".encode() in block
        self._deduplicated = f"{DEDUPLICATED_AGAINST}: ".encode() in block
        name = raw.named.get("warc-filename")
        if name is not None and name != self._source.name.removesuffix(OPEN_SUFFIX):
            self._report(raw, [("fileName", f"WARC-Filename is {name}")])
        self._seen(raw, record_id, "warcinfo")

    def _request(self, raw: Raw, record_id: str) -> None:
        self._begin(raw, answer=False)
        self._seen(raw, record_id, "request")
        url = _target(raw)
        if url.lower().startswith(_HTTP) and "application/http" in raw.named.get("content-type", "application/http"):
            method, problems = judge_request(raw.block, url)
            self._neighbours.asked(record_id, method)
            self._report(raw, problems)
            if self._bare is not None and method == "HEAD" and self._bare[0] in raw.concurrent:
                self._bare = None

    def _response(self, raw: Raw, record_id: str) -> None:
        self._begin(raw, answer=True)
        url, named = _target(raw), raw.named
        http = url.lower().startswith(_HTTP) and "http" in named.get("content-type", "application/http")
        method = self._neighbours.method_beside(raw)
        if http:
            found = read_response(raw.block, method=method, truncated="warc-truncated" in named)
        else:
            found = unread(raw.block)
        if found.bare and not method:
            self._bare = (record_id, self._findings(raw, found.problems))
        else:
            self._report(raw, found.problems)
        sha1, entity = self._digests(raw, found)
        self._entity = (record_id, entity)
        status = "-" if found.status is None else str(found.status)
        place = (record_id, "response", raw.offset, raw.length)
        self._out.append(Seen(*place, url, named.get("warc-date"), sha1, entity, status, url.startswith(_HTTP)))

    def _digests(self, raw: Raw, found: Response) -> tuple[str, str]:
        """SHA-1 and SHA-256 of the payload, the former compared with what is stated."""
        stated = raw.named.get("warc-payload-digest")
        entity, sha1, _ = hash_both(found.payload)
        if stated is not None:
            if is_sha1(stated, sha1):
                return stated, entity
            self._report(raw, _payload(stated, found))
        return sha1_text(sha1), entity

    def _take_revisit(self, raw: Raw, record_id: str) -> None:
        self._begin(raw, answer=True)
        named = raw.named
        refers = [named.get(name) for name in ("warc-refers-to", "warc-refers-to-target-uri", "warc-refers-to-date")]
        sha1 = usual_sha1(named["warc-payload-digest"]) if "warc-payload-digest" in named else None
        target = refers[1].strip("<>") if refers[1] else None
        missing = [name for name, value in zip(("id", "address", "date"), refers, strict=True) if not value]
        elsewhere = self._deduplicated and not refers[0] and bool(target and refers[2])
        if missing and not elsewhere:
            self._report(raw, [("revisitFields", f"the original's {' and '.join(missing)} is not named")])
        self._out.append(Refers(raw.offset, record_id, refers[0], target, refers[2], sha1, elsewhere))
        if "warc-profile" not in named:
            self._report(raw, [("missingField", "no WARC-Profile in a revisit record")])
        status = None
        if raw.block.length:
            found = read_response(raw.block, method="HEAD", truncated=True)
            self._report(raw, [problem for problem in found.problems if problem[0] != "excess"])
            status = found.status
        indexed = _target(raw).startswith(_HTTP)
        shown = "-" if status is None else str(status)
        place = (record_id, "revisit", raw.offset, raw.length)
        self._revisit = Seen(*place, _target(raw), named.get("warc-date"), sha1, None, shown, indexed)

    def _resource(self, raw: Raw, record_id: str) -> None:
        entity, sha1, _ = both_digests(raw.block)
        stated = raw.named.get("warc-payload-digest")
        if stated is not None and stated != raw.named.get("warc-block-digest"):
            self._report(raw, compared("payloadDigest", stated, computed(stated, raw.block), "payload"))
        place = (record_id, "resource", raw.offset, raw.length)
        self._out.append(Seen(*place, _target(raw), raw.named.get("warc-date"), sha1, entity, "200", indexed=True))

    def _metadata(self, raw: Raw, record_id: str) -> None:
        if _target(raw).startswith(REDACTED_URI):
            self._tombstone(raw, record_id)
            return
        self._seen(raw, record_id, "metadata")
        if not self._ours or _target(raw).startswith(VISIT_URI):
            return
        body = raw.block.read()
        if first_value(body, "outcome") is None:
            return
        self._begun = None
        entity = first_value(body, "entity")
        if self._revisit is not None and self._revisit.record_id in raw.concurrent:
            self._out.append(self._revisit._replace(entity=entity, indexed=True))
            self._revisit = None
        elif self._entity is not None and self._entity[0] in raw.concurrent and entity != self._entity[1]:
            self._report(raw, [("entityFact", f"it names {entity}, the response holds {self._entity[1]}")])

    def _tombstone(self, raw: Raw, record_id: str) -> None:
        """A record that was taken out: it must say what was there, and no other entity than the capture's metadata."""
        date = raw.named.get("warc-date")
        stone = tombstone_of(record_id, _target(raw), date or "", raw.block.read())
        if wrong := stone.faults():
            self._report(raw, [("tombstone", f"these are missing or malformed: {', '.join(wrong)}")])
        if stone.entity is not None:
            self._entity = (record_id, stone.entity)
        self._out.append(Seen(record_id, "tombstone", raw.offset, raw.length, None, date, None, stone.entity))

    def _begin(self, raw: Raw, *, answer: bool) -> None:
        """Another record of a capture; where it belongs to a new one, the last should have been whole."""
        if not answer or self._answered or self._begun is None:
            if self._begun is not None and self._ours:
                self._found("captureCut", "another capture begins before it", offset=self._begun)
            self._begun, self._answered = raw.offset, False
        if answer:
            self._flush()
            self._answered = True

    def _flush(self) -> None:
        if self._bare is not None:
            self._out.extend(self._bare[1])
        if self._revisit is not None:
            self._out.append(self._revisit)
        self._bare = self._revisit = self._entity = None


def _target(raw: Raw) -> str:
    return raw.named.get("warc-target-uri", "").strip("<>")


def _payload(stated: str, found: Response) -> list[Problem]:
    problems = compared("payloadDigest", stated, computed(stated, found.payload), "payload")
    if problems and found.chunked and computed(stated, found.stored()) == stated:
        return [("payloadFraming", f"stated {stated}")]
    return problems
