"""One redaction from what was asked to what was done.

Theory of operation. Under the collection's lock: what an earlier call left is finished; the archive is read and
verified, and a plan made; whoever asked sees what it comes to and agrees. Then every file that changes is made beside
the old one, the data rebuilt from the new archive, and all of it put in place at once (``collection.redact.commit``).
Until then nothing is changed.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from uuid import uuid4

from crawler.collection.lock import locked
from crawler.collection.old_lines import PREFIX
from crawler.collection.others import named_in, reachable
from crawler.collection.paths import Paths
from crawler.collection.redact.commit import Intent, commit, finish
from crawler.collection.redact.plan import Plan, fill_in, make_plan, payloads
from crawler.collection.redact.shadow import (
    index_lines,
    new_shadow,
    sync,
    write_archive,
    write_indexes,
    write_others,
)
from crawler.collection.redact.wanted import Address, Answers, Wanted, same_page
from crawler.collection.redactions import Redaction, read_redactions
from crawler.dataset.lines import json_line
from crawler.dataset.rows import SkippedLine
from crawler.errors import ArchiveError, ConfigError, DiskError
from crawler.parsers.unread import UnreadPages
from crawler.redact.commenter import Commenter
from crawler.redact.text import Person
from crawler.reparse import reparse
from crawler.store import collections, ends
from crawler.store.journal import open_journal
from crawler.urls import canonical
from crawler.warc.cdxj import SUFFIX
from crawler.warc.fields import one_line

Told = Callable[[str], None]
"""Called with what is being done, in a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to go, and why: an address, or everything somebody said (under one article)."""

    reason: str
    operator: str
    url: str | None = None
    commenter: str | None = None
    article: str | None = None


@dataclass(slots=True)
class Report:
    """What a redaction comes to, or came to once it is ``done``.

    ``records`` counts those that go by type, ``kept`` those of which what was read stays, ``keptNamed`` those of
    them in which others still name the person. ``moved`` names records of other addresses that hold a payload now,
    ``referred`` counts revisits that refer to those. ``shared``: captures of the same payload at other addresses,
    which stay; ``beside``: captures of comment pages of the page, which stay, too. ``mentions``: captures that name
    the person and stay, ``named`` how many there are. ``torn``: ends of files set aside after a crash, and data
    from before a collection was taken in anew, which nobody looks into. ``elsewhere``: looks without items now, since
    their page lies in another collection that is not at hand. ``others``: indexes of collections that hold a payload
    which goes here. ``unread``: pages that could not be read, so that nobody knows what a person said there; their data
    is empty.
    """

    redaction: Redaction
    done: bool = False
    already: str | None = None
    articles: list[str] = field(default_factory=list)
    records: Counter[str] = field(default_factory=Counter)
    kept: int = 0
    keptNamed: int = 0  # noqa: N815 - the key as it is written
    files: list[str] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)
    referred: int = 0
    shared: dict[str, int] = field(default_factory=dict)
    beside: dict[str, int] = field(default_factory=dict)
    mentions: list[tuple[str, str]] = field(default_factory=list)
    named: int = 0
    torn: list[str] = field(default_factory=list)
    elsewhere: int = 0
    others: list[str] = field(default_factory=list)
    unread: UnreadPages = field(default_factory=UnreadPages)


def finish_left(paths: Paths) -> Redaction | None:
    """Finish what an earlier call was kept from finishing; gives what that was."""
    with locked(paths.lock, doing="redact", finishing=True):
        return finish(paths)


def redact(paths: Paths, asked: Asked, *, agreed: Callable[[Report], bool], told: Told) -> Report:
    """Take out what was asked for, once ``agreed`` says so to a report of what that comes to.

    ConfigError when there is nothing of the kind; ArchiveError when the archive is damaged, DiskError when there is no
    room, LockedError when somebody is at work there, ParseError when data would be lost since pages cannot be read any
    more: nothing is changed then.
    """
    with locked(paths.lock, doing="redact", finishing=True):
        finish(paths)
        _require_exported(paths)
        try:
            with _wanted(paths, asked, told) as (wanted, person):
                return _planned(paths, asked, wanted, person, agreed=agreed, told=told)
        except sqlite3.Error as error:
            raise DiskError(
                f"redact {paths.folder}: cannot write to {gettempdir()} ({error}); nothing was changed; "
                "free some space, or set TMPDIR to another folder"
            ) from error


def _planned(
    paths: Paths,
    asked: Asked,
    wanted: Wanted,
    person: Commenter | None,
    *,
    agreed: Callable[[Report], bool],
    told: Told,
) -> Report:
    plan = make_plan(paths, wanted, lambda path: told(f"verifying {path.name}"))
    if not plan.leaving:
        return _nothing(paths, asked, plan)
    if person is not None:
        _keep_more(paths, plan, person, told)
    report = _report(paths, asked, plan, person)
    if agreed(report):
        fill_in(plan, report.redaction.why, wanted)
        _do(paths, plan, report, told)
    return report


def _do(paths: Paths, plan: Plan, report: Report, told: Told) -> None:
    redaction = report.redaction
    with new_shadow(paths, redaction.redactionId, plan.changes) as shadow:
        told("writing WARC files anew")
        write_archive(shadow, paths, plan)
        write_indexes(shadow, paths)
        _rebuild(shadow.paths, paths, report, told)
        write_others(shadow, paths, gone=plan.leaving, url=redaction.url, skipped=_skipped(redaction))
        told("bringing all to the disk")
        sync(shadow)
    commit(paths, Intent(redaction, shadow.names))
    report.done = True


def _rebuild(made: Paths, paths: Paths, report: Report, told: Told) -> None:
    """The data files, from the new archive; and, in a journal of its own, what the collection's is to know of them."""
    open_journal(made.journal).close()
    words = "rebuilding the data, {} captures".format
    done = reparse(made, lambda now: told(words(now.captures)), reachable(paths), old=paths.data)
    if done.missing:
        raise ArchiveError(
            f"redact {paths.folder}: {done.missing} visits name a page that no WARC there holds; nothing was changed; "
            "put the missing file back"
        )
    report.elsewhere, report.unread = done.elsewhere, done.unread


def _require_exported(paths: Paths) -> None:
    """Visits that a crash left without their lines would get them twice."""
    if not paths.journal.exists():
        return
    with closing(open_journal(paths.journal)) as journal:
        if next(iter(ends.waiting(journal, collections.collection_id(journal, paths.name))), None) is not None:
            raise ArchiveError(
                f"redact {paths.folder}: a crawl died before it wrote all its lines; go on with the crawl first "
                "(the same crawl command), then redact"
            )


@contextmanager
def _wanted(paths: Paths, asked: Asked, told: Told) -> Iterator[tuple[Wanted, Commenter | None]]:
    if asked.commenter is None:
        yield Address(asked.url or ""), None
        return
    with TemporaryDirectory(prefix="crawler-redact-") as name:
        scratch = Path(name)
        with closing(sqlite3.connect(scratch / "kept", isolation_level=None)) as kept:
            kept.execute("BEGIN")
            found = Commenter(Person(asked.commenter), asked.article, kept, scratch)
            found.find(paths, lambda now: told(f"looking for comments, {now.captures} captures"))
            yield Answers(found.found_in, found.quoted_in, found.remains_of), found


def _keep_more(paths: Paths, plan: Plan, person: Commenter, told: Told) -> None:
    """Keep what was read in pages that go although no comment of the person was read in them, such as feeds."""
    more = {record_id for record_id, each in plan.leaving.items() if not each.kept}
    if more:
        person.keep(paths, more, lambda now: told(f"keeping what others wrote, {now.captures} captures"))
    for record_id in more:
        kept = person.remains_of(record_id) is not None
        plan.leaving[record_id] = replace(plan.leaving[record_id], kept=kept)


def _report(paths: Paths, asked: Asked, plan: Plan, person: Commenter | None) -> Report:
    leaving = plan.leaving.values()
    redaction = Redaction(
        redactionId=str(uuid4()),
        at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        reason=one_line(asked.reason),
        operator=one_line(asked.operator),
        scope="url" if person is None else "comments",
        url=asked.url,
        article=asked.article,
        comments=len(person.comments) if person else 0,
        records=[each.line for each in leaving],
        moved=plan.moved,
    )
    return Report(
        redaction,
        articles=sorted(person.articles) if person else [],
        records=Counter(each.type for each in leaving),
        kept=sum(each.kept for each in leaving),
        keptNamed=person.kept_named if person else 0,
        files=sorted({each.location.filename for each in leaving}),
        moved=plan.moved,
        referred=plan.referred,
        shared=dict(_shared(paths, plan, asked.url)),
        beside=dict(plan.beside) if person is None else {},
        mentions=person.mentions if person else [],
        named=person.named if person else 0,
        others=named_in(paths) if plan.external else [],
        unread=person.unread if person else UnreadPages(),
        torn=sorted(path.name for kind in ("torn-*", f"{PREFIX}*") for path in paths.logs.glob(kind)),
    )


def _shared(paths: Paths, plan: Plan, url: str | None) -> Counter[str]:
    """Captures of other addresses with a payload that goes, by address."""
    known, places = payloads(plan), {(each.location.filename, each.location.offset) for each in plan.leaving.values()}
    indexes = sorted(paths.indexes.glob(f"*{SUFFIX}")) if known else ()
    return Counter(
        line.url
        for index in indexes
        for _, line in index_lines(index)
        if line.digest in known
        and (line.filename, line.offset) not in places
        and not (url is not None and same_page(line.url, url))
    )


def _nothing(paths: Paths, asked: Asked, plan: Plan) -> Report:
    """Nothing is to go: it went before, or was never there."""
    for known in read_redactions(paths.redactions):
        if asked.url is not None and known.url is not None and same_page(known.url, asked.url):
            return Report(known, already=known.at)
    if asked.commenter is not None:
        where = f" under {asked.article}" if asked.article else ""
        raise ConfigError(
            f"redact {paths.folder}: no comment by {asked.commenter!r}{where}; the name counts as it stands in "
            "author.name of data/comments.jsonl"
        )
    raise ConfigError(
        f"redact {paths.folder}: no record of {asked.url}; the addresses that are there stand in indexes/index.cdxj"
        + ("; it has tombstones of it already" if plan.before else "")
    )


def _skipped(redaction: Redaction) -> bytes | None:
    """The line of skipped.jsonl for an address that went."""
    if redaction.url is None:
        return None
    return json_line(
        SkippedLine(url=canonical(redaction.url), reason="redacted", detail=redaction.reason, decidedAt=redaction.at)
    )
