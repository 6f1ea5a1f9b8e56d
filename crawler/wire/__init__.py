"""HTTP/1.1 as bytes: what was on the wire, and how to read it. Pure: no sockets, no clock.

In: bytes that a tap copied or a WARC record holds. Out: ``Exchange`` (one request and its response as they were),
``message`` (heads and framing), ``coding`` (content codings under a ceiling), ``charset`` (bytes to text).
Bytes stay bytes until ``charset``; nothing here re-encodes what the wire said.
"""
