"""One file for each comment system: by which marks a page shows it, and how its comments are read and completed.

A file here makes a ``Platform`` and may use all of ``parsers.comments``, which knows none of them; ``PLATFORMS`` there
names them in the order in which they are asked. ``wordpress_rest`` and ``comment_feed`` read WordPress's answers.
"""
