from pathlib import Path

from journals import Journal, journal

from crawler.collection.job.discovery import Discovery, discovery
from crawler.collection.job.seen import Seen
from crawler.frontier.scope import Scope, ScopeKind
from crawler.frontier.trap import Trap
from crawler.parsers.extraction import Link, LinkKind
from crawler.parsers.need import Need
from crawler.store import rows
from crawler.store.rows import State

SEED = "http://a.example/"


def discovered(found: Journal, *, depth: int | None = None, kind: ScopeKind = ScopeKind.HOST) -> Discovery:
    return discovery(found.job, Scope.of(kind, [SEED]), max_depth=depth, trap_pages=1000, seen=Seen(found.connection))


def links(*urls: str) -> list[Link]:
    return [Link(url, LinkKind.PAGE) for url in urls]


def test_a_link_is_taken_once_however_it_is_written(tmp_path: Path) -> None:
    with journal(tmp_path) as found:
        taken = discovered(found).links(
            links("http://a.example/x", "http://A.example:80/x#there", "http://a.example/y"), via=SEED, depth=0
        )
    assert [(new.row.url, new.row.depth, new.row.via, new.state) for new in taken] == [
        ("http://a.example/x", 1, SEED, State.QUEUED),
        ("http://a.example/y", 1, SEED, State.QUEUED),
    ]


def test_links_out_of_scope_or_too_deep_are_skipped_with_the_reason(tmp_path: Path) -> None:
    with journal(tmp_path) as found:
        finder = discovered(found, depth=1)
        far = finder.links(links("http://b.example/"), via=SEED, depth=0)
        deep = finder.links(links("http://a.example/deep"), via=SEED, depth=1)
    assert [(new.state, new.reason) for new in far + deep] == [(State.SKIPPED, "outOfScope")] * 2


def test_traps_are_skipped(tmp_path: Path) -> None:
    url = "http://a.example" + "/again" * 30
    with journal(tmp_path) as found:
        (new,) = discovered(found).links(links(url), via=SEED, depth=0)
    assert (new.state, new.reason, new.trap) == (State.SKIPPED, "trap", Trap.TOO_DEEP)


def test_needs_leave_the_scope_and_are_not_taken_as_pages_again(tmp_path: Path) -> None:
    need = Need("http://talk.example/api", platform="p", thread="t")
    with journal(tmp_path) as found:
        finder = discovered(found, kind=ScopeKind.DOMAIN)
        first = finder.needs([need], visit_id="v", via=SEED, depth=0)
        again = finder.needs([need], visit_id="v", via=SEED, depth=0)
        other = finder.needs([need], visit_id="w", via=SEED, depth=0)
        as_page = finder.links(links(need.url), via=SEED, depth=0)
    assert [(new.row.need is not None, new.state, new.reason) for new in first] == [
        (True, State.QUEUED, None),
        (False, State.SKIPPED, "duplicate"),
    ]
    assert again == [] and as_page == []
    assert [new.row.visit_id for new in other] == ["w"]


def test_a_redirect_to_a_page_of_its_own_is_a_duplicate(tmp_path: Path) -> None:
    with journal(tmp_path) as found:
        finder = discovered(found)
        row = found.row("http://a.example/old", via=SEED)
        assert finder.redirected(row, "http://a.example/new") is None
        assert finder.redirected(row, "http://a.example/new") == "duplicate"
        assert finder.redirected(row, "http://b.example/") == "outOfScope"
        assert finder.redirected(row, "http://a.example/old") is None, "a site that sets a cookie and sends round"


def test_what_is_recalled_is_journalled_once(tmp_path: Path) -> None:
    with journal(tmp_path) as found:
        finder = discovered(found)
        first = finder.recalled(["http://a.example/end"], via=SEED, depth=0)
        rows.add(found.connection, [(new.row, new.state, new.reason) for new in first])
        assert len(first) == 1 and finder.recalled(["http://a.example/end"], via=SEED, depth=0) == []
        assert discovered(found).recalled(["http://a.example/end"], via=SEED, depth=0) == []
