"""What the fields of a roadmap document may hold: words, lengths, sizes.

Lengths are those of the tables, so that what can be read can also be stored.
"""

FORMAT = "waymark-roadmap/1"

STEP_KINDS = ("study", "practice", "project", "choice", "habit", "support")
ENDLESS_KINDS = ("habit", "support")
REQUIREMENTS = ("required", "elective", "deferred")
RHYTHMS = ("", "daily", "weekly", "monthly")
BASES = ("source", "estimate")
ROLES = ("primary", "instead", "extra")
STRENGTHS = ("required", "recommended", "alongside")
NEED_STRENGTHS = ("required", "recommended")
RESOURCE_KINDS = (
    *("course", "specialization", "book", "video", "playlist", "article"),
    *("tutorial", "documentation", "paper", "notebook", "project", "tool"),
    *("community", "competition"),
)
LEVELS = ("", "beginner", "intermediate", "advanced")
COSTS = ("", "free", "audit", "paid")
UNITS = (
    *("", "lesson", "lecture", "chapter", "page", "week", "video", "course"),
    *("part", "minute", "section"),
)
STATUSES = ("current", "superseded", "discontinued", "gone")
LINK_KINDS = ("page", "archive", "alternate")
PART_KINDS = ("video", "reading", "quiz", "exercise")
RELATION_KINDS = ("part_of", "edition_of", "covers", "replaced_by")

# Caps of a whole text, checked before it is decoded.
MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 32
MAX_VALUES = 500_000

# Caps of lists.
MAX_STEPS = 20_000
MAX_RESOURCES = 20_000
MAX_UNITS = 10_000
MAX_ITEMS = 1_000

# Caps of numbers.
MAX_TOTAL = 100_000
MAX_MINUTES = 600_000
MAX_UNIT_MINUTES = 60_000
MAX_PLACE = 30_000
MAX_VALUE = 1_000
FIRST_YEAR, LAST_YEAR = 1400, 2200

# Caps of strings, in characters.
KEY = 100
OPTION_KEY = 60
TOPIC_KEY = 60
TITLE = 160
OPTION_TITLE = 120
RESOURCE_TITLE = 200
NAME = 200
LABEL = 120
LANGUAGE = 12
ADDRESS = 500
SHORT = 300
SUMMARY = 400
TEXT = 4_000
LONG_TEXT = 20_000
