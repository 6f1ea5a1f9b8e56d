"""The body of an answer as Scrapy gets it."""

from typing import TYPE_CHECKING, Any

from scrapy import signals
from scrapy.exceptions import ResponseDataLossError, StopDownload
from scrapy.http import Response
from scrapy.utils._download_handlers import check_stop_download
from twisted.internet.defer import Deferred
from twisted.internet.protocol import Protocol, connectionDone
from twisted.python.failure import Failure
from twisted.web.client import ResponseDone
from twisted.web.http import PotentialDataLoss

from crawler.fetch.work import TASK
from crawler.wire.exchange import Outcome

if TYPE_CHECKING:
    from crawler.fetch.download import Download


class Body(Protocol):
    """Collects a body; ``finished`` fires with the Scrapy response.

    The bytes of our own tasks, and a requisite's, are let go at once: the archive has them, and the parsers' page.
    """

    def __init__(self, download: "Download", answer: Any) -> None:
        """``answer`` is Twisted's response."""
        self.finished: Deferred[Response] = Deferred(lambda _: download.hang_up())
        self._download = download
        self._answer = answer
        self._pieces: list[bytes] = []

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        """Keep a piece; a receiver of Scrapy's ``bytes_received`` may stop the download."""
        if self.finished.called:
            return
        download = self._download
        if not (download.requisite or TASK in download.request.meta):
            self._pieces.append(data)
        stop = check_stop_download(signals.bytes_received, download.means.crawler, download.request, data=data)
        if stop is not None:
            download.stop()
            self._finish([], stop)

    def connectionLost(self, reason: Failure = connectionDone) -> None:  # noqa: N802 - Twisted's name
        """The body is over, one way or the other: https://docs.scrapy.org/en/latest/topics/request-response.html."""
        if self.finished.called:
            return
        capture = self._download.capture
        if capture is not None and capture.outcome is Outcome.LENGTH:
            self._finish(["dataloss", "length"])
        elif reason.check(ResponseDone):
            self._finish([])
        elif reason.check(PotentialDataLoss):
            self._finish(["partial"])
        elif not self._fails_on_loss():
            self._finish(["dataloss"])
        else:
            loss = ResponseDataLossError(f"answer cut: {reason.value}")
            self.finished.errback(Failure(loss))

    def _fails_on_loss(self) -> bool:
        means, meta = self._download.means, self._download.request.meta
        return bool(meta.get("download_fail_on_dataloss", means.fail_on_dataloss))

    def _finish(self, flags: list[str], stop: StopDownload | None = None) -> None:
        body = b"".join(self._pieces)
        self._pieces = []
        try:
            response = self._download.respond(self._answer, body, flags, stop)
        except StopDownload as stopped:
            self.finished.errback(Failure(stopped))
        else:
            self.finished.callback(response)
