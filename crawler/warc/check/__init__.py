"""Strict verification of WARC and WACZ files, one file at a time; what ties files together is judged by the caller.

``source`` says where a WARC lies (a file, or inside a WACZ), ``walk`` reads its records and goes on behind damage,
``head``, ``digest`` and ``http`` judge one record each, ``warc`` puts that together and gives findings and the facts
that must agree with other records and files (``seen``). ``package`` judges a WACZ. ``finding`` lists everything that
can be found, with what it means and what to do: to add a check, add its rule there.
"""
