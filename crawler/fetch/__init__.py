"""From Scrapy's requests to bytes on the wire and back, with nothing lost on the way.

    Request ── handler ── Download ── pool ── Tap ── socket
                              └─ Capture ──> Exchange ── signal exchange_captured ──> whoever archives

``handler`` is what DOWNLOAD_HANDLERS names. ``download`` runs one request: limits of time and size, connecting
(``address`` judges every address, ``tls`` every certificate), sending (``outgoing``), Scrapy's response (``body``).
``tap`` copies the bytes; ``capture`` makes the ``Exchange`` of them. Every attempt ends in one, a failed one too.
``scheduler`` hands Scrapy the requests that are due; ``work`` is what the components of one crawl share.
"""
