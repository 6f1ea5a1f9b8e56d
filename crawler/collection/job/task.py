"""One request handed out: a row, why it is fetched, and what its capture will say of it."""

from dataclasses import dataclass

from crawler.collection.facts import Facts, Purpose
from crawler.frontier.priority import Priority
from crawler.frontier.rights import Said
from crawler.store.captures import CaptureRow
from crawler.store.rows import Row


@dataclass(frozen=True, slots=True)
class Task:
    """``host`` is the throttle's key it was handed out under, ``visit_id`` the look it begins or feeds, if any.

    ``known`` is the newest capture of the address, whose validators the request carries; ``respect``: what its page
    asks of robots will be respected; ``rights``: what the rights file of its origin says of the page.
    """

    row: Row
    purpose: Purpose
    host: str
    visit_id: str
    robots: str | None = None
    known: CaptureRow | None = None
    respect: bool = False
    rights: Said = ()

    @property
    def is_counted(self) -> bool:
        """Whether it counts as a page; feeds and sitemaps, which only list pages, do not."""
        return self.purpose is Purpose.PAGE and self.row.priority != Priority.INDEX

    @property
    def headers(self) -> dict[str, str]:
        """What this request asks for beside the usual: what the platform insists on, and the validators known."""
        asked = dict(self.row.need.headers) if self.row.need else {}
        if self.purpose is Purpose.REQUISITE:
            asked["Accept"] = "*/*"
        if self.known is not None and self.known.etag:
            asked["If-None-Match"] = self.known.etag
        if self.known is not None and self.known.last_modified:
            asked["If-Modified-Since"] = self.known.last_modified
        return asked

    @property
    def facts(self) -> Facts:
        """What the capture's metadata record will hold."""
        row = self.row
        return Facts(
            purpose=self.purpose,
            job=row.job_id,
            visit=self.visit_id or None,
            need=row.need.key if row.need else None,
            via=row.via,
            depth=0 if self.purpose is Purpose.REQUISITE else row.depth,
            hops=row.hops,
            robots=self.robots,
            respect=self.respect,
            rights=self.rights,
        )
