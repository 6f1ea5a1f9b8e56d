"""Threads whose comments a script loads from elsewhere: named, with the reason why they are not here."""

from typing import Final

from crawler.parsers.comments.view import View
from crawler.parsers.extraction import ThreadFragment

UNVERIFIED: Final = "unverified: this platform's shape is known from public code only"
"""The note on every thread of a platform that no real server or page stands behind."""


def not_captured(
    view: View, platform: str, reason: str = "loaded by script, not asked for", *, is_verified: bool = True
) -> ThreadFragment:
    """The thread of an embed, without comments. Its id is its own: a page can have two comment systems."""
    return ThreadFragment(
        f"{platform}:{view.address}",
        platform,
        url=view.page.url,
        missing=(f"notCaptured: {reason}",),
        notes=() if is_verified else (UNVERIFIED,),
    )
