"""Writes captures into WARC files, one file at a time; used by one thread.

A file is begun with the first record and named ``Prefix-Timestamp-Serial-Host.warc.gz``, with ``.open`` behind it
until it is closed. A capture is in it whole or not at all, and durable after ``sync``.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from crawler.errors import DiskError
from crawler.warc.answer import Entity, read_answer
from crawler.warc.capture import StoredRecord
from crawler.warc.captures import whole_capture
from crawler.warc.cdxj import index_path, write_index
from crawler.warc.compose import Plan, capture_records, metadata_record
from crawler.warc.ids import RecordIds, new_id
from crawler.warc.openfile import OPEN_SUFFIX, Location, OpenFile
from crawler.warc.others import NO_OTHERS, Others
from crawler.warc.record import member, warc_date
from crawler.warc.revisit import Original, original_of
from crawler.warc.warcinfo import WarcInfo, warcinfo_record
from crawler.warc.written import Written, written_of
from crawler.wire.exchange import Exchange

MAX_FILE_BYTES: Final = 1_000_000_000
MAX_FILE_LINES: Final = 100_000
"""A file is also closed after so many index lines (about 400 bytes each), since they are kept until then."""


class WarcWriter:
    """The WARC files of one crawl. ``roll`` closes the current one; the next record begins another.

    ``archive`` and ``indexes`` are existing folders. Failures of the disk raise DiskError, which names the file; the
    file is then as it was before the capture, and the same call may be tried again.
    """

    def __init__(
        self,
        *,
        archive: Path,
        indexes: Path,
        info: WarcInfo,
        prefix: str,
        host: str,
        max_bytes: int = MAX_FILE_BYTES,
        protocol_fields: bool = True,
        others: Others = NO_OTHERS,
    ) -> None:
        """``prefix`` and ``host`` go into file names; ``protocol_fields`` writes WARC-Protocol and -Cipher-Suite.

        ``others`` are asked for originals that ``find_original`` does not know.
        """
        self._archive = archive
        self._indexes = indexes
        self._info = info
        self._prefix = prefix
        self._host = host
        self._max_bytes = max_bytes
        self._protocol_fields = protocol_fields
        self._others = others
        self._serial = 0
        self._file: OpenFile | None = None
        self._warcinfo_id = ""
        self._lines: list[bytes] = []

    def write_exchange(
        self,
        exchange: Exchange,
        *,
        ids: RecordIds,
        facts: tuple[tuple[str, str], ...],
        find_original: Callable[[Entity], Original | None],
        validated: Original | None = None,
    ) -> Written:
        """Write one capture; ``facts`` stand last in its metadata record, behind method, outcome and the like.

        ``find_original`` is asked for whole 200 answers of at least ``revisit.MIN_BYTES``; what it returns must be
        durable. ``validated`` is the capture whose validators the request carried: a 304 becomes its revisit.
        """
        answer = read_answer(exchange.response, exchange.method) if exchange.response.length else None
        known = self._asking(exchange, find_original)
        original = original_of(exchange, answer, find_original=known, validated=validated) if answer else None
        file = self._ready()
        plan = Plan(exchange, ids, facts, answer, original, self._warcinfo_id, self._protocol_fields)
        records = capture_records(plan)
        locations = file.append(map(member, records))
        written = written_of(whole_capture(tuple(map(StoredRecord, records, locations))), answer)
        self._lines.extend(written.index_lines)
        return written

    def write_metadata(
        self,
        target_uri: str,
        fields: Iterable[tuple[str, str]],
        *,
        date: datetime,
        record_id: str,
        concurrent_to: str | None = None,
    ) -> Location:
        """Write a metadata record of its own, such as the end of a visit (``uris.VISIT_URI`` and its id)."""
        file = self._ready()
        record = metadata_record(
            target_uri,
            tuple(fields),
            date=warc_date(date),
            record_id=record_id,
            warcinfo_id=self._warcinfo_id,
            concurrent_to=concurrent_to,
        )
        return file.append([member(record)])[0]

    def sync(self) -> tuple[str, int] | None:
        """Make all that was written durable; final name and length of the current file, None when there is none."""
        if self._file is None:
            return None
        self._file.sync()
        return self._file.name, self._file.length

    def roll(self) -> Path | None:
        """Close the current file: durable, indexed, under its final name, which is returned; None without one."""
        if self._file is None:
            return None
        file, lines = self._file, self._lines
        file.sync()
        write_index(index_path(self._indexes, file.name), sorted(lines))
        path = file.finish()
        self._file, self._lines = None, []
        return path

    def close(self) -> Path | None:
        """The same as ``roll``; for the end."""
        return self.roll()

    def _asking(
        self, exchange: Exchange, find_original: Callable[[Entity], Original | None]
    ) -> Callable[[Entity], Original | None]:
        """``find_original``, and behind it the other collections, for what a GET was answered with."""
        if exchange.method != "GET":
            return find_original
        return lambda entity: find_original(entity) or self._others.find(exchange.url, entity)

    def _ready(self) -> OpenFile:
        """The file the next capture goes into."""
        full = self._file is not None and self._file.length >= self._max_bytes
        if full or len(self._lines) >= MAX_FILE_LINES:
            self.roll()
        if self._file is None:
            self._file = self._begin()
        return self._file

    def _begin(self) -> OpenFile:
        """A new file with its warcinfo record."""
        now, record_id = datetime.now(UTC), new_id()
        file = self._create(now)
        record = warcinfo_record(self._info, filename=file.name, record_id=record_id, created=now)
        try:
            file.append([member(record)])
        except DiskError:
            file.discard()
            raise
        self._warcinfo_id = record_id
        return file

    def _create(self, now: datetime) -> OpenFile:
        """The next free name; another process may have taken the same prefix, second, serial and host."""
        while True:
            name = f"{self._prefix}-{now:%Y%m%d%H%M%S}-{self._serial:05}-{self._host}.warc.gz{OPEN_SUFFIX}"
            self._serial += 1
            try:
                return OpenFile(self._archive / name)
            except FileExistsError:
                continue
