"""``crawler redact``: an address, or a person's comments, out of a collection; the data rebuilt from what is left.

``run`` puts it together: ``commenter`` finds the person by reading the archive as reparse does, ``mask`` makes what
remains of what was read, ``text`` looks into payloads; ``collection.redact`` changes the files.
"""
