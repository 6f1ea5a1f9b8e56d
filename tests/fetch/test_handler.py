import pytest
from scrapy.settings import Settings

from crawler.errors import ConfigError
from crawler.fetch.handler import HANDLERS, PATH, CapturingHandler, require_handler


class Subclass(CapturingHandler):
    pass


def test_our_handlers_are_accepted():
    require_handler(Settings({"DOWNLOAD_HANDLERS": HANDLERS}))
    require_handler(Settings({"DOWNLOAD_HANDLERS": {"http": CapturingHandler, "https": Subclass}}))


@pytest.mark.parametrize(
    "handlers",
    [
        {},
        {"http": PATH},
        {"http": PATH, "https": None},
        {"http": PATH, "https": "scrapy.core.downloader.handlers.http2.H2DownloadHandler"},
    ],
)
def test_another_handler_is_an_error_that_names_it(handlers: dict):
    with pytest.raises(ConfigError, match=r"DOWNLOAD_HANDLERS\['https?'\] is .* would not be archived"):
        require_handler(Settings({"DOWNLOAD_HANDLERS": handlers}))
