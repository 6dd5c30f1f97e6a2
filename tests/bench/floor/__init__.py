"""A small Django project that does the least a page of this kind can do.

Served by the same server command on the same kind of database as Waymark, so that a
ratio of the two says what Waymark adds.
"""
