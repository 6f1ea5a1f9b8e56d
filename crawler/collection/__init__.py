"""One collection on disk and one crawl of it: who may write, in which order, and how it goes on after any death.

In: exchanges, rows found, visits ended. Out: WARC files, data files and journal that agree at every instant.
``paths`` names the files, ``lock`` keeps others out, ``committer`` writes in the one safe order, ``recovery`` makes the
three agree again at start, ``queue`` hands out what is due, ``visits`` keeps the looks that wait for comment pages.
"""
