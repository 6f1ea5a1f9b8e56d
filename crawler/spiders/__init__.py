"""Spiders: thin; the frontier decides what is fetched, the parsers what is read.

In: answers. Out: the items of visits that are complete. There is one, ``news``.
"""
