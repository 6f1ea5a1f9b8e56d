"""Addresses: canonical form, SURT key, host and site. Pure text work, no look-ups."""
