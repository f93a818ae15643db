"""Editions: what is asked for, found or made, kept, and used by a whole run.

- request: what an edition is asked for by, and what comes of it
- sources: what it is made from, read once
- compose, lay_out, make: the whole way from a request to an edition
- key: the name of all that it depends on
- memory, disk: where finished ones are kept
- find: one that is kept, or one that is made now
- run: the editions of a batch
"""
