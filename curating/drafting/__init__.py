"""PURE. From what a reading list says to a roadmap, with a curator's answers.

    sheet.draft(reading, given, shelf) -> types.Drafted

The same reading, the same answers and the same catalogue give the same draft. What is
not answered yet stays as it is proposed where that costs nothing, and is left out where
it would claim something the list does not say.
"""
