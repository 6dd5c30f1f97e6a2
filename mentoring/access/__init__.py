"""Fetch it for this person, or 404. The first line of every view.

A right is a membership that holds now: it is joined in the query of what is fetched and
kept nowhere, so that it ends with the next request.
"""
