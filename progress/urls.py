"""Addresses of a learner's study; the ends of each path are verbs."""

from django.urls import path

from progress.models import Verb
from progress.views import (
    changes,
    clock,
    enrolments,
    guests,
    help,
    history,
    landing,
    notes,
    own_data,
    pauses,
    record,
    resources,
    roadmaps,
    steps,
    time,
    today,
    waiting,
    work,
)

STEP = "roadmaps/<slug:slug>/steps/<slug:key>/"
PROJECT = "roadmaps/<slug:slug>/steps/<slug:project>/"

urlpatterns = [
    path("", landing.home, name="home"),
    path("today/", today.today, name="today"),
    path("today/place/", today.place, name="today_place"),
    path("waiting/", waiting.waiting, name="waiting"),
    path("help/", help.help_page, name="help"),
    # /pause/
    path("pause/", pauses.pause_all, name="pause_all"),
    path("pause/end/", pauses.resume_all, name="resume_all"),
    path("today/break/", pauses.was_a_break, name="was_a_break"),
    path("today/no-break/", pauses.was_no_break, name="was_no_break"),
    # /marks/
    path("marks/<int:number>/undo/", guests.undo_mark, name="undo_mark"),
    path("marks/forget/", guests.forget_marks, name="forget_marks"),
    # /history/
    path("history/", history.history, name="history"),
    path("history/<int:event_id>/", history.entry, name="history_entry"),
    path("history/<int:event_id>/undo/", history.undo, name="undo"),
    # /profile/data/
    path("profile/data/", own_data.own_data, name="own_data"),
    path("profile/data/download/", own_data.download, name="download"),
    path("profile/data/delete/", own_data.delete_account, name="delete_account"),
    path("profile/data/keep/", own_data.keep_account, name="keep_account"),
    # /notes/
    path("notes/", notes.notes, name="notes"),
    path("notes/<int:pk>/", notes.note, name="note"),
    path("notes/<int:pk>/restore/", notes.restore, name="note_restore"),
    # /time/
    path("time/", time.time, name="time"),
    path("time/add/", time.add, name="time_add"),
    path("time/clock/stop/", clock.stop, name="clock_stop"),
    path("time/clock/drop/", clock.drop, name="clock_drop"),
    path("time/<uuid:entry>/", time.entry, name="time_entry"),
    path("time/<uuid:entry>/remove/", time.remove, name="time_remove"),
    # /roadmaps/, /roadmaps/<roadmap>/
    path("roadmaps/", roadmaps.roadmaps, name="roadmaps"),
    path("roadmaps/<slug:slug>/", roadmaps.roadmap, name="roadmap"),
    path("roadmaps/<slug:slug>/list/", roadmaps.roadmap_list, name="roadmap_list"),
    path("roadmaps/<slug:slug>/join/", enrolments.join, name="join"),
    path("roadmaps/<slug:slug>/path/", enrolments.path, name="path"),
    path("roadmaps/<slug:slug>/pause/", enrolments.pause, name="pause"),
    path("roadmaps/<slug:slug>/resume/", enrolments.resume, name="resume"),
    path("roadmaps/<slug:slug>/leave/", enrolments.leave, name="leave"),
    path("roadmaps/<slug:slug>/changes/seen/", changes.seen, name="changes_seen"),
    path("roadmaps/<slug:slug>/record/", record.record, name="record"),
    path("roadmaps/<slug:slug>/record/share/", record.share, name="record_share"),
    path(
        "roadmaps/<slug:slug>/record/links/<int:pk>/revoke/",
        record.revoke,
        name="record_revoke",
    ),
    path("record/<str:token>/", record.shared, name="record_shared"),
    # /roadmaps/<roadmap>/steps/<step>/
    path(STEP, steps.step, name="step"),
    path(f"{STEP}done/", steps.done, name="step_done"),
    path(f"{STEP}clock/", clock.start, name="clock_start"),
    path(f"{STEP}known/", steps.decide, {"verb": Verb.KNOWN.value}, name="step_known"),
    path(f"{STEP}skip/", steps.decide, {"verb": Verb.SKIPPED.value}, name="step_skip"),
    path(
        f"{STEP}reopen/",
        steps.decide,
        {"verb": Verb.REOPENED.value},
        name="step_reopen",
    ),
    path(f"{STEP}start/", steps.start, name="step_start"),
    path(f"{STEP}not-now/", steps.put_off, name="step_put_off"),
    path(f"{STEP}option/", steps.option, name="step_option"),
    path(f"{STEP}on-path/", steps.on_path, name="step_on_path"),
    path(f"{STEP}habit/", steps.habit, name="step_habit"),
    path(f"{STEP}rhythm/", steps.rhythm, name="step_rhythm"),
    path(f"{PROJECT}work/", work.save, name="work_save"),
    path(f"{PROJECT}work/<int:number>/", work.version, name="work_version"),
    path(f"{PROJECT}hand-in/", work.submit, name="work_hand_in"),
    path("files/<uuid:token>/", work.file, name="work_file"),
    path(f"{STEP}note/", notes.step_note, name="step_note"),
    # /catalogue/<resource>/
    path("catalogue/<slug:key>/", resources.resource, name="resource"),
    path("catalogue/<slug:key>/units/", resources.units, name="resource_units"),
    path("catalogue/<slug:key>/note/", notes.resource_note, name="resource_note"),
    path("catalogue/<slug:key>/barrier/", resources.barrier, name="resource_barrier"),
]
