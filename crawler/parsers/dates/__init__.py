"""Dates as people write them, in any language, with no offset that was not given: of articles and of comments alike.

In: a text, the page's language and the time of its capture. Out: a ``Stamp``. ``reader`` asks the other modules:
``days`` and ``calendars`` read days, ``clock`` what stands beside one, ``relative`` counts back from the capture;
``months`` holds the words. Where a page's dates stand is for ``article.times`` and ``comments.moments`` to find.
"""
