"""One collection on disk and one crawl of it: who may write, in which order, and how it goes on after any death.

In: exchanges, rows found, visits ended. Out: WARC files, data files and journal that agree at every instant.
``paths`` names the files, ``lock`` keeps others out, ``session`` opens all of it as one, ``committer`` writes in the
one safe order, ``recovery`` makes the three agree again at start. ``reread`` gives visits from the archive alone.

    job      a crawl under way        check    does all of it agree        redact   records taken out for good
"""
