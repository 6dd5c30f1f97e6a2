"""A release to come, as an application: its second migration fails while REFUSES."""

REFUSES = {"now": True}
