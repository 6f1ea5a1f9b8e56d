"""WordPress.com and Jetpack: WordPress's list with like buttons inside the texts, which are cut."""

from dataclasses import replace
from typing import Final

from crawler.parsers.comments.platform import Kind, Platform, Reading
from crawler.parsers.comments.platforms import wordpress
from crawler.parsers.comments.view import View

NAME: Final = "jetpack"


def _read(view: View) -> Reading | None:
    reading = wordpress.PLATFORM.read(view)
    if reading is None:
        return None
    return Reading(tuple(replace(fragment, platform=NAME) for fragment in reading.threads), reading.needs)


PLATFORM = Platform(NAME, Kind.MARKUP, _read, marks=("highlander-comment", "jetpack-comment-likes", "jetpack_comment"))
