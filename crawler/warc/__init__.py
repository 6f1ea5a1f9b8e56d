"""WARC files: exchanges go in, records, captures and index lines come out. No database, no network.

Writing: ``writer`` asks ``answer`` what a response says and ``revisit`` whether its payload is known, lets ``compose``
make the records, ``record`` pack them, and ``openfile`` put them on the disk, whole captures or nothing. ``written`` is
what is known of a capture then. Reading: ``reader`` (and ``foreign``, through warcio) gives records, ``captures`` puts
them together, ``resolve`` finds what a revisit stands for. After a crash ``scan`` finds the last whole capture and
``seal`` closes the file. ``cdxj`` is the index.

To add a field to the metadata record, see ``compose``; another kind of record also wants a line in ``captures``.
"""
