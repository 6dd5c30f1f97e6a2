"""Who may do what on the pages of the admin: curators with the catalogue, and only
administrators with people.

A new model: add it to MODELS as "app_model" with the rule of each of its pages. A page
of the desk that belongs to no model: add it to DESK.
"""

from tests.access.rules import NOTHING, Rule, administrator, members, staff

READ = "200 405"
# A number that is no row's leads back to the desk.
LOST = "to to"

DESK: dict[str, Rule] = {
    "admin:index": staff("200 200", anonymous="to to"),
    "admin:login": staff("to 200"),
    "admin:logout": staff("405 to", anonymous="to to"),
    "admin:autocomplete": staff("404 405", anonymous="to to"),
    "admin:jsi18n": staff(READ, anonymous="to to"),
    "admin:view_on_site": staff(NOTHING, anonymous="to to"),
    "admin:app_list": staff("200 200", anonymous="to to"),
    "admin:markdown_preview": staff("405 200"),
    "admin/<url>": staff(NOTHING, anonymous="to to"),
}

# Pages of the admin, for each table that has them. Nothing is deleted there but
# second steps and sessions of other people, by administrators.
PAGES: dict[str, Rule] = {
    "list": staff("200 200"),
    "form": staff("200 200", curator=LOST, administrator=LOST),
    "read": staff(
        "200 404",
        curator="to 404",
        administrator="to 404",
    ),
    "back": staff("200 to"),
    "send": staff("405 to"),
    "show": staff(READ),
    "sure": staff("405 200"),
    "past": staff("200 200", curator=LOST, administrator=LOST),
    "none": staff(NOTHING),
    "moved": staff(LOST, curator=LOST, administrator=LOST),
    "people list": administrator("200 200"),
    "people form": administrator("200 200", administrator=LOST),
    "people read": administrator("200 404", administrator="to 404"),
    "people past": administrator("200 200", curator=LOST, administrator=LOST),
    "people none": members(NOTHING),
}
CATALOGUE_ROW = {
    "changelist": "list",
    "add": "form",
    "change": "form",
    "delete": "none",
    "history": "list",
    "revert": "back",
}
TRANSFER = {"import": "list", "export": "list", "process_import": "sure"}
REPORT_ROW = {
    "changelist": "list",
    "add": "none",
    "change": "read",
    "delete": "none",
    "history": "past",
}
KEPT_ROW = {
    "changelist": "people list",
    "add": "people none",
    "change": "people read",
    "delete": "people none",
    "history": "people past",
}
MODELS: dict[str, dict[str, str]] = {
    "roadmap_resource": {**CATALOGUE_ROW, **TRANSFER},
    "roadmap_link": {**CATALOGUE_ROW, **TRANSFER},
    "roadmap_relation": {
        **CATALOGUE_ROW,
        **TRANSFER,
        "add": "none",
        "change": "read",
        "revert": "none",
    },
    "roadmap_topic": {**CATALOGUE_ROW, "history": "none", "revert": "none"},
    "roadmap_roadmap": {
        **CATALOGUE_ROW,
        "open": "send",
        "export": "show",
    },
    "roadmap_roadmapversion": {
        **CATALOGUE_ROW,
        "add": "none",
        "change": "read",
        "history": "none",
        "revert": "none",
        "file": "list",
    },
    "roadmap_step": CATALOGUE_ROW,
    "roadmap_need": {
        **CATALOGUE_ROW,
        **TRANSFER,
        "add": "none",
        "change": "read",
        "revert": "none",
    },
    "accounts_user": KEPT_ROW,
    "accounts_cohort": KEPT_ROW,
    "accounts_membership": KEPT_ROW,
    "accounts_invite": KEPT_ROW,
    "progress_enrolment": KEPT_ROW,
    "progress_progressevent": KEPT_ROW,
    "mentoring_stepreport": REPORT_ROW,
    "roadmap_linkhealth": REPORT_ROW,
    "mfa_authenticator": {**KEPT_ROW, "delete": "people form"},
    "usersessions_usersession": {**KEPT_ROW, "delete": "people form"},
    "account_emailaddress": {
        **KEPT_ROW,
        "add": "people list",
        "change": "people form",
    },
}

# Of all routes of the admin, by their keys.
ADMIN = {
    **DESK,
    **{
        f"admin:{model}_{page}": PAGES[kind]
        for model, pages in MODELS.items()
        for page, kind in pages.items()
    },
    # Where older links lead on from.
    **{
        "admin/{}/{}/<object_id>/".format(*model.split("_")): PAGES["moved"]
        for model in MODELS
    },
}
