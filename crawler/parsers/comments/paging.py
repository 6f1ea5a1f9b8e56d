"""Further pages of a thread, asked for wherever its own section links to them.

Only addresses that the markup gives count, on the same site, beside the comments and not in them: ``rel=next`` and
``prev``, addresses that number pages of comments, a pager's numbers for the page's own address, and the address that a
button to load more holds in an attribute. Nothing is counted upwards, and no more of a page are asked for than
``page_links`` gives. The pages may come in either order: each says its number, or is one after the page that led to it.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from crawler.parsers.comments.markup import with_parents_elsewhere
from crawler.parsers.comments.page_address import Place, place
from crawler.parsers.comments.page_links import MORE_LABEL, PageLink, beside, has_strange_pager, page_links
from crawler.parsers.comments.platform import Reading
from crawler.parsers.comments.render import line
from crawler.parsers.comments.view import View
from crawler.parsers.extraction import ThreadFragment
from crawler.parsers.need import Need


def with_pages(view: View, reading: Reading, platform: str, *, of_thread: bool = False) -> Reading:
    """The reading of a page's markup with needs for the further pages that its section links to.

    ``of_thread``: the page is a thread and nothing else, as in a forum. Its pager is the thread's whatever the shape of
    the address, the thread goes by its first page, and its pages together show all that there is.
    """
    if len(reading.threads) != 1 or not (reading.threads[0].comments or (of_thread and view.own_items)):
        return reading
    fragment, here = reading.threads[0], place(view.page.url)
    links = page_links(view, of_thread=of_thread, has_all=_has_all(fragment))
    own = _own_number(here, links)
    if links or here.number is not None:
        fragment = replace(fragment, comments=with_parents_elsewhere(view.items, fragment.comments))
    if of_thread:
        is_whole = not links and here.number in (None, 0 if here.counts else 1) and not has_strange_pager(view)
        fragment = replace(fragment, thread_id=_first(fragment.thread_id, links), order=own, shows_all=is_whole)
    if not links:
        return Reading((_with_button(view, fragment),), reading.needs)
    needs = [
        _need(view, link, own + step, platform=platform, thread=fragment.thread_id)
        for step, link in enumerate(links, start=1)
    ]
    return Reading((replace(fragment, order=own),), (*reading.needs, *needs))


def _need(view: View, link: PageLink, after: int, *, platform: str, thread: str) -> Need:
    """``from`` in its state is the page that asks: other pages link back to it."""
    number = link.number if link.number is not None else after
    if link.shown is None and place(link.url).counts:
        label = f"comments after {number}"
    else:
        label = f"page {link.shown if link.shown is not None else number}"
    state = {"page": number, "label": label, "from": view.page.url.partition("#")[0]}
    return Need(link.url, platform, thread, state=state)


def pages_by(read: Callable[[View], Reading | None], *, shows_all: bool = False) -> Callable[[View, Need], Reading]:
    """A platform's ``answer`` where a further page is read as the first is.

    ``shows_all``: the pages together show all that there is, so that with an answer to each need nothing is missing.
    """
    return lambda view, need: _page_of(view, need, read(view), shows_all=shows_all)


def _page_of(view: View, need: Need, reading: Reading | None, *, shows_all: bool) -> Reading:
    """What a further page adds to the thread that asked for it. The page that asked first is not asked for again."""
    if reading is None or view.page.status >= 400:
        return Reading()
    number = need.state.get("page")
    order = number if isinstance(number, int) else 0
    fragments = tuple(
        replace(
            fragment,
            thread_id=need.thread,
            order=order,
            comment_count=None,
            shows_all=shows_all or fragment.shows_all,
        )
        for fragment in reading.threads
    )
    first = need.state.get("from")
    needs = (replace(other, thread=need.thread, state={**other.state, "from": first}) for other in reading.needs)
    return Reading(fragments, tuple(other for other in needs if other.key != need.key and other.url != first))


def _has_all(fragment: ThreadFragment) -> bool:
    return fragment.comment_count is not None and fragment.comment_count <= len(fragment.comments)


def _own_number(here: Place, links: Iterable[PageLink]) -> int:
    """The number of this page. Where its address has none it is the first, or the last where another is shown as 1."""
    if here.number is not None:
        return here.number
    numbers = [link.number for link in links if link.number is not None]
    if any(link.number == link.shown == 1 for link in links):
        return max(numbers) + 1
    return 0 if 1 in numbers else 1


def _first(thread_id: str, links: Iterable[PageLink]) -> str:
    """The address of the thread's first page: as linked, else this page's own without its number."""
    if place(thread_id).number is None:
        return thread_id
    linked = next((link.url for link in links if link.shown == 1), thread_id)
    return place(linked).story


def _with_button(view: View, fragment: ThreadFragment) -> ThreadFragment:
    """The thread with the reason why it is not all here, where a button without an address loads more."""
    total, shown = fragment.comment_count, len(fragment.comments)
    if fragment.missing or _has_all(fragment):
        return fragment
    for element in beside(view):
        if element.tag in ("a", "button") and MORE_LABEL.match(line(element)) and "omment" in line(element).lower():
            rest = f"{total - shown} of {total} comments" if total is not None else "more comments"
            return replace(fragment, missing=(f"loadMore: {rest} come by a button",))
    return fragment
