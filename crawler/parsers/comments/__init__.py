"""Reader comments as threads: a page in, thread fragments and needs out.

``threads(page)`` asks the platforms in the order of ``PLATFORMS``. Of those that read markup the first that finds
its thread wins, with ``generic`` last; data beside the markup fills in what no markup showed; embeds name a thread
whose comments are elsewhere. ``answer(page, need)`` reads what came back for a need. ``visit.assemble`` joins all of
it into trees.

To add a platform: one file in ``platforms/`` that makes a ``Platform``, its entry in ``PLATFORMS``, one fixture in
``tests/fixtures/comments/`` and its line in ``docs/comment-platforms.md``. Packages of others name a ``Platform`` in
the entry-point group ``crawler.parsers``, and every command asks it, too (``parsing.platforms``).
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from crawler.parsers.comments.platform import UNVERIFIED, Kind, Platform
from crawler.parsers.comments.platforms import (
    artalk,
    blogger,
    commento,
    coral,
    cusdis,
    discourse,
    disqus,
    drupal,
    facebook,
    generic,
    ghost,
    giscus,
    guardian,
    hyvor,
    intensedebate,
    isso,
    jetpack,
    jsonld,
    livefyre,
    microdata,
    microformats,
    movabletype,
    openweb,
    phpbb,
    remark42,
    spip,
    stackexchange,
    substack,
    talk,
    utterances,
    vbulletin,
    viafoura,
    wordpress,
    wpdiscuz,
    xenforo,
    zeit,
)
from crawler.parsers.comments.view import View
from crawler.parsers.extraction import ThreadFragment
from crawler.parsers.need import Need
from crawler.parsers.page import Page

PLATFORMS: Final[tuple[Platform, ...]] = (
    wpdiscuz.PLATFORM,
    blogger.PLATFORM,
    zeit.PLATFORM,
    spip.PLATFORM,
    xenforo.PLATFORM,
    vbulletin.PLATFORM,
    phpbb.PLATFORM,
    discourse.PLATFORM,
    stackexchange.PLATFORM,
    livefyre.PLATFORM,
    jetpack.PLATFORM,
    wordpress.PLATFORM,
    movabletype.PLATFORM,
    drupal.PLATFORM,
    microformats.PLATFORM,
    microdata.PLATFORM,
    generic.PLATFORM,
    jsonld.PLATFORM,
    isso.PLATFORM,
    disqus.PLATFORM,
    coral.PLATFORM,
    talk.PLATFORM,
    viafoura.PLATFORM,
    openweb.PLATFORM,
    guardian.PLATFORM,
    hyvor.PLATFORM,
    facebook.PLATFORM,
    ghost.PLATFORM,
    substack.PLATFORM,
    remark42.PLATFORM,
    commento.PLATFORM,
    cusdis.PLATFORM,
    artalk.PLATFORM,
    utterances.PLATFORM,
    giscus.PLATFORM,
    intensedebate.PLATFORM,
)
"""Every platform of ours, in the order in which they are asked."""

Found = tuple[tuple[ThreadFragment, ...], tuple[Need, ...]]


def threads(page: Page, platforms: Sequence[Platform] = PLATFORMS) -> Found:
    """The threads of a page and what would complete them."""
    view = View(page)
    fragments: list[ThreadFragment] = []
    needs: list[Need] = []
    done: set[Kind] = set()
    for platform in platforms:
        if platform.kind in done or not _is_marked(platform, view):
            continue
        reading = platform.read(view)
        if reading is None:
            continue
        fragments.extend(reading.threads if platform.is_verified else map(_noted, reading.threads))
        needs.extend(reading.needs)
        if platform.kind is Kind.MARKUP:
            done.add(Kind.MARKUP)
            if any(fragment.comments for fragment in reading.threads):
                done.add(Kind.DATA)
    return tuple(fragments), tuple(needs)


def _noted(fragment: ThreadFragment) -> ThreadFragment:
    return replace(fragment, notes=tuple(dict.fromkeys((*fragment.notes, UNVERIFIED))))


def _is_marked(platform: Platform, view: View) -> bool:
    signs = view.signs
    for mark in platform.marks:  # a loop, since this is asked for each platform of each page
        if mark in signs:
            return True
    return not platform.marks


def answer(page: Page, need: Need, platforms: Sequence[Platform] = PLATFORMS) -> Found:
    """What the answer to ``need`` says; nothing for a platform that is not known here."""
    for platform in platforms:
        if platform.name == need.platform and platform.answer is not None:
            reading = platform.answer(View(page), need)
            return reading.threads, reading.needs
    return (), ()
