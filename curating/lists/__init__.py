"""PURE. From a reading list, as people write it, to what it says.

    reading.read_list(data, name=...) -> types.ListReading, or refusals.ListRefused

Readers (markdown, html_blocks, mermaid, csv_lists, json_lists) fill a sink with items
and links; proposing says which of them are steps; finding and words what sentences say;
asking and placing what is a question; fates what becomes of the rest.
"""
