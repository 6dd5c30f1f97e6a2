"""Who may do what, on every route that is not the admin's.

A new route: add a row with its name from urls.py and what people are answered on the
address with its own values (tests/access/values.py). `"name": members("200 405")`: GET
is 200 and POST 405 for everybody signed in, guests are led to the sign-in page. Other
kinds of rows, and the words for answers, are in tests/access/rules.py. Strangers get
404, never 403.
"""

from tests.access.rules import (
    NOTHING,
    PERSONAS,
    SIGN_IN,
    Rule,
    administrator,
    curators,
    learn_in_cohort,
    members,
    mentors,
    owned,
    public,
    run_cohort,
    walked,
)

# A page that is only read.
READ = "200 405"
# A form's end that takes what is sent without any field, and leads on.
SEND = "405 to"
# Who may open the desk of mentors: its pages show what is theirs.
MENTORS = ("mentor", "former_mentor", "second_mentor", "administrator")
# One that refuses what is sent without any field.
BAD = "405 422"

MENTORS_PAGE = Rule(
    "404 405",
    {
        "anonymous": SIGN_IN,
        **dict.fromkeys(
            ("mentor", "administrator", "former_mentor", "second_mentor"), READ
        ),
    },
)
REVIEW = Rule(
    "404 405",
    {"anonymous": SIGN_IN, "mentor": READ},
    foreign={"second_mentor": READ},
)
REVIEW_END = Rule(
    "405 404",
    {"anonymous": SIGN_IN, "mentor": SEND},
    foreign={"second_mentor": SEND},
)

ROUTES: dict[str, Rule] = {
    # Health
    "health_live": public(READ),
    "health_ready": public(READ),
    # The catalogue and the roadmaps
    "home": Rule("to 405", {"anonymous": READ}),
    "catalogue": public(READ),
    "roadmaps": public(READ),
    "roadmap": public(READ),
    "roadmap_list": public(READ),
    "step": public(READ),
    "resource": public(READ),
    "help": public(READ),
    # One's own study
    "today": members(READ, anonymous="in 405"),
    "today_place": Rule(SEND, {"anonymous": "405 in"}),
    "history": members(READ),
    "history_entry": Rule(
        "404 405",
        {"anonymous": SIGN_IN, "owner": READ},
        foreign={"other": READ},
    ),
    "undo": Rule(
        "405 404",
        {"anonymous": SIGN_IN, "owner": SEND},
        foreign={"other": SEND},
    ),
    "notes": members(READ),
    "note": Rule(
        "404 404",
        {"anonymous": SIGN_IN, "owner": "200 409"},
        foreign={"other": "200 409"},
    ),
    "note_restore": owned("405 404", "405 404"),
    "step_note": members(SEND),
    "resource_note": members(SEND),
    "waiting": public(READ),
    "pause_all": members("200 422"),
    "resume_all": members(SEND),
    "was_a_break": members(SEND),
    "was_no_break": members(SEND),
    "join": Rule(
        "200 to", dict.fromkeys(("owner", "co_learner", "former_member"), "to to")
    ),
    "time": members(READ),
    "time_add": members(BAD),
    "time_entry": Rule(
        "404 404",
        {"anonymous": SIGN_IN, "owner": "200 422"},
        foreign={"other": "200 422"},
    ),
    "time_remove": Rule(
        "405 404",
        {"anonymous": SIGN_IN, "owner": SEND},
        foreign={"other": SEND},
    ),
    "clock_start": members(SEND),
    "clock_stop": members(SEND),
    "clock_drop": members(SEND),
    "path": walked("200 to", "404 404"),
    "pause": walked(SEND, "405 404"),
    "resume": walked(SEND, "405 404"),
    "leave": members(SEND),
    "changes_seen": walked(SEND, "405 404"),
    "record": walked(READ, "404 405"),
    "record_share": walked(SEND, "405 404"),
    "record_revoke": owned(SEND, "405 404"),
    "record_shared": public(READ),
    "step_done": public(BAD),
    "step_known": public(SEND),
    "step_skip": public(SEND),
    "step_reopen": public(SEND),
    "step_start": public(SEND),
    "step_put_off": members(BAD),
    "step_option": public(BAD),
    "step_on_path": public(BAD),
    "step_habit": members(BAD),
    "step_rhythm": members(BAD),
    "work_save": members(SEND),
    "work_hand_in": members(BAD, owner="405 409"),
    "work_file": Rule(
        "404 405",
        {"anonymous": SIGN_IN, "owner": READ},
    ),
    "work_version": owned(READ, "404 405"),
    "resource_units": public(BAD),
    "resource_barrier": members(SEND),
    # What mentors see of their cohorts, and what they write to learners
    "mentoring": members("404 405", **dict.fromkeys(MENTORS, READ)),
    "phrases": members(NOTHING, **dict.fromkeys(MENTORS, "200 422")),
    "phrase_remove": mentors(SEND, "405 404", second_mentor=SEND),
    "cohort": mentors(READ, "404 405", second_mentor=READ),
    "cohort_text": mentors(READ, "404 405", second_mentor=READ),
    "cohort_pace": mentors(READ, "404 405", second_mentor=READ),
    "cohort_stuck": mentors(READ, "404 405", second_mentor=READ),
    "cohort_export": mentors(READ, "404 405", second_mentor=READ),
    "cohort_report": mentors(SEND, "405 404", second_mentor=SEND),
    "cohort_seen": mentors(SEND, "405 404", second_mentor=SEND),
    "cohort_words": mentors("200 422", NOTHING, second_mentor="200 422"),
    "explanation_accept": mentors(SEND, "405 404"),
    "cohort_learner": mentors(READ, "404 405"),
    "overlays": mentors("200 422", NOTHING, second_mentor="200 422"),
    "learner_overlays": mentors("200 422", NOTHING),
    "overlay_lift": mentors(SEND, "405 404"),
    "words": Rule("404 405", {"anonymous": SIGN_IN, "owner": READ, "co_learner": READ}),
    "word_answer": owned(BAD, "405 404"),
    # The link desk, and what learners tell
    "curate": curators(READ, "404 405"),
    "curate_do": curators(SEND, "405 404"),
    "curate_link": curators(READ, "404 405"),
    "curate_undo": curators(SEND, "405 404"),
    "curate_check": curators(SEND, "405 404"),
    "told": curators(READ, "404 405"),
    "report_close": curators(SEND, "405 404"),
    "suggestion_answer": curators(SEND, "405 404"),
    "step_told_close": curators(SEND, "405 404"),
    "resource_report": members("200 422"),
    "resource_suggest": members("200 422"),
    # From a reading list to a roadmap
    "lists": curators("200 422", NOTHING),
    "list": curators(READ, "404 405"),
    "list_answer": curators(SEND, "405 404"),
    "list_earlier": curators("405 404", "405 404"),
    "list_aside": curators(SEND, "405 404"),
    "list_draft": curators(READ, "404 405"),
    "list_write": curators("405 409", "405 404"),
    # One resource for curators, and what learners say of it
    "curated_roadmaps": curators(READ, "404 405"),
    "curated_draft": curators(READ, "404 405"),
    "draft_try": curators(SEND, "405 404"),
    "draft_publish": curators("405 422", "405 404"),
    "draft_discard": curators("200 to", NOTHING),
    "curated_history": curators(READ, "404 405"),
    "curated_versions": curators(READ, "404 405"),
    "version_again": curators(SEND, "405 404"),
    "roadmap_version": Rule(
        "404 405",
        {
            "anonymous": SIGN_IN,
            **dict.fromkeys(("owner", "co_learner", "former_member", "curator"), READ),
            "administrator": READ,
        },
    ),
    "plan_accept": curators(SEND, "405 404"),
    "plan_step": curators("200 422", NOTHING),
    "curated_resource": curators(READ, "404 405"),
    "curated_units": curators("200 422", "404 404"),
    "merge_preview": curators("422 405", "404 405"),
    "merge": curators("405 422", "405 404"),
    "unmerge": curators(SEND, "405 404"),
    "opinions": public(READ),
    "opinions_say": members("405 404"),
    "opinions_unsay": members(SEND),
    # A roadmap as a check list, taken along and coming back
    "roadmap_export": public(READ),
    "ticks": walked("200 422", "to to"),
    "ticks_take": walked(SEND, "405 404"),
    # What a guest marked; there is nothing to find out about others
    "undo_mark": Rule("405 to", unknown=dict.fromkeys(PERSONAS, "405 to")),
    "forget_marks": public(SEND),
    # Cohorts, for those who run them
    "cohort_open": members(
        NOTHING,
        **dict.fromkeys(("mentor", "former_mentor", "second_mentor"), "200 422"),
        administrator="200 422",
    ),
    "cohort_settings": run_cohort("200 422", NOTHING),
    "cohort_close": run_cohort(SEND, "405 404"),
    "cohort_reopen": run_cohort(SEND, "405 404"),
    "cohort_archive": run_cohort("200 to", NOTHING),
    "cohort_plan": run_cohort("200 422", NOTHING),
    "cohort_shift": run_cohort(BAD, "405 404"),
    "cohort_members": run_cohort(READ, "404 405"),
    "cohort_announcements": run_cohort("200 422", NOTHING),
    "member_end": run_cohort("200 to", NOTHING, is_nested=True),
    "mentor_add": run_cohort(BAD, "405 404"),
    "mentor_remove": run_cohort(SEND, "405 404", is_nested=True),
    "waiting_remove": run_cohort(SEND, "405 404", is_nested=True),
    "invite_link": run_cohort(BAD, "405 404"),
    "invite_addresses": run_cohort("200 422", NOTHING),
    "invite_revoke": run_cohort(SEND, "405 404", is_nested=True),
    # Cohorts, for those who learn in them; other waits for a seat of autumn, learner
    # for one of winter
    "cohorts": members(READ),
    "cohort_join": Rule("200 422", {"anonymous": "200 to"}),
    "own_cohort": learn_in_cohort(READ, "404 405"),
    "own_explain": learn_in_cohort(BAD, "405 404"),
    "own_explanation_withdraw": owned(SEND, "405 404"),
    "own_nudges": learn_in_cohort(SEND, "405 404"),
    "own_leave": learn_in_cohort("200 to", NOTHING),
    "waiting_leave": Rule(
        "405 404",
        {"anonymous": SIGN_IN, "other": SEND},
        foreign={"learner": SEND},
    ),
    # One's own account
    "profile": members("200 422"),
    # Work that waits for an answer; mentors of other cohorts find their own
    "reviews": MENTORS_PAGE,
    "review": REVIEW,
    "review_read": REVIEW_END,
    "review_draft": REVIEW_END,
    "review_decide": Rule(
        "405 404",
        {"anonymous": SIGN_IN, "mentor": BAD},
        foreign={"second_mentor": BAD},
    ),
    "review_take_back": REVIEW_END,
    "review_file": REVIEW,
    # Questions to mentors: for those who learn in a cohort with some
    "mentor_questions": MENTORS_PAGE,
    "question_answer": Rule(
        "405 404",
        {"anonymous": SIGN_IN, "mentor": BAD},
        foreign={"second_mentor": BAD},
    ),
    "questions": Rule(
        "404 404",
        {"anonymous": SIGN_IN, "owner": "200 422", "co_learner": "200 422"},
    ),
    "step_questions": Rule(
        "404 404",
        {"anonymous": SIGN_IN, "owner": "200 422", "co_learner": "200 422"},
    ),
    "question_add": owned(SEND, "405 404"),
    "question_withdraw": owned(SEND, "405 404"),
    "news": members(READ),
    "days": members(READ),
    "day_show": Rule(
        "405 404",
        {"anonymous": SIGN_IN, "owner": "405 200"},
        foreign={"other": "405 200"},
    ),
    "note_show": members("405 404"),
    "note_hide": Rule(
        "405 404", {"anonymous": SIGN_IN, "owner": SEND}, foreign={"other": SEND}
    ),
    "day_revoke": Rule(
        "405 404", {"anonymous": SIGN_IN, "owner": SEND}, foreign={"other": SEND}
    ),
    "day_shown": public(READ),
    "news_seen": members(SEND),
    "news_choices": members("200 422"),
    "own_data": members(READ),
    "download": members("405 200", owner="405 re"),
    "delete_account": members(SEND, owner="405 re"),
    "keep_account": members(SEND),
    "appearance": public("405 400"),
    "invitation": Rule(
        "to to",
        {"anonymous": "200 to"},
        dict.fromkeys(PERSONAS[1:], "to to"),
    ),
    "demo_sign_in": public("405 404"),
    "account_login": Rule("to to", {"anonymous": "200 200"}),
    "account_signup": Rule("to to", {"anonymous": "200 200"}),
    "account_logout": Rule("200 to", {"anonymous": "to to"}),
    "account_inactive": public(READ),
    "account_email": members("200 to"),
    "account_email_verification_sent": public(READ),
    "account_confirm_email": Rule(
        "200 404", unknown=dict.fromkeys(PERSONAS, "200 404")
    ),
    "account_change_password": members("to to"),
    "account_set_password": members("200 200"),
    "account_reset_password": public("200 200"),
    "account_reset_password_done": public(READ),
    "account_reset_password_from_key": Rule(
        "200 200", unknown=dict.fromkeys(PERSONAS, "200 200")
    ),
    "account_reset_password_from_key_done": public(READ),
    "account_reauthenticate": members("403 403", owner="re re"),
    "account_confirm_login_code": members("to to"),
    "usersessions_list": members("200 to"),
    # The second step at sign-in; the owner has a passkey
    "mfa_index": members(READ),
    "mfa_authenticate": members("to to"),
    "mfa_reauthenticate": members("403 403", owner="re re"),
    "mfa_activate_totp": members("200 200", owner="re re"),
    "mfa_deactivate_totp": members(NOTHING),
    "mfa_view_recovery_codes": members("404 405"),
    "mfa_generate_recovery_codes": members("200 200", owner="re re"),
    "mfa_download_recovery_codes": members(NOTHING),
    "mfa_list_webauthn": members(READ),
    "mfa_add_webauthn": members("200 200", owner="re re"),
    "mfa_reauthenticate_webauthn": members("403 403", owner="200 in"),
    "mfa_remove_webauthn": owned("re re", "404 404", owner="re re"),
    "mfa_edit_webauthn": owned("re re", "404 404", owner="re re"),
    "mfa_login_webauthn": Rule("to to", {"anonymous": "in in"}),
    # The administrator's pages about people
    "people": administrator(READ, "404 405"),
    "people_role": administrator("200 to", "404 404"),
    "people_sessions_end": administrator(SEND, "405 404"),
    "people_signup_policy": administrator(BAD, "405 404"),
    "people_invite": administrator(BAD, "405 404"),
    "people_invite_revoke": administrator(SEND, "405 404"),
    "people_mail": administrator(READ, "404 405"),
    "people_mail_passed_on": administrator(SEND, "405 404"),
}

# Where no rule but this says who may see what stands in the rows of the owner.
SEE_THE_OWNER = {"owner", "administrator"}
# Their mentor sees names and work, on these pages, and never an address or a note.
SEES_A_LEARNER = {"mentor": ("/mentoring/", "/news/")}

# Routes that exist only where a mail server is set, or only where none is.
WITH_MAIL = {
    "account_request_login_code": Rule("to to", {"anonymous": "200 200"}),
}
WITHOUT_MAIL = {"account_confirm_email"}

# Reading writes nothing but this, and says why.
WRITES_ON_READING = {
    "mfa_activate_totp": {"django_session": "the secret the next answer proves"},
    "mfa_add_webauthn": {"django_session": "the challenge the passkey signs"},
    "mfa_reauthenticate_webauthn": {"django_session": "the challenge to sign"},
    "usersessions_list": {"usersessions_usersession": "forgets sessions that are over"},
}
