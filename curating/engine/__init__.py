"""PURE. Decisions of curating from data: no Django, no clock, no chance."""
