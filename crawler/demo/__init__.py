"""The bundled news site: "The Saltmere Gazette", served on loopback by the package itself, every word invented.

In: a path, an instant, a base address. Out: ``site.render`` gives the answer, the same bytes for the same question;
``server.serve`` puts it behind HTTP; ``expected`` holds the truth to compare a crawl against; ``clock.Clock`` moves
the site through thirty days of edits, new comments, closed threads and articles taken down.

    story (content/*.toml) ─> edition (at an instant) ─> pages, markup, wordpress, comments, feeds ─> site ─> server
                                   └─> expected

To add an article, thread or event: write it into ``content/``; ``blocks`` explains the marks in prose. To add a
markup: one maker in ``markup``, one line in ``site``. ``python -m crawler.demo`` serves it for people.
"""

from crawler.demo.clock import CLOSING, OPENING, Clock
from crawler.demo.server import DemoServer, serve
from crawler.demo.site import MODEL_PAGE, render

__all__ = ["CLOSING", "MODEL_PAGE", "OPENING", "Clock", "DemoServer", "render", "serve"]
