"""The command line: one file per verb, each with ``command``; ``main`` finds them by name.

In: arguments. Out: data on stdout, words on stderr, and the exit codes of ``crawler.errors``.
"""
