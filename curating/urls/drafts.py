"""Roadmaps for curators: their drafts, and from a draft to a version."""

from django.urls import path

from curating.views import drafts, plans, versions

ROADMAPS = "curate/roadmaps/"
DRAFT = f"{ROADMAPS}<slug:slug>/"

urlpatterns = [
    path(ROADMAPS, drafts.roadmaps, name="curated_roadmaps"),
    path(DRAFT, drafts.draft, name="curated_draft"),
    path(f"{DRAFT}try/", drafts.try_out, name="draft_try"),
    path(f"{DRAFT}publish/", drafts.publish, name="draft_publish"),
    path(f"{DRAFT}discard/", drafts.discard, name="draft_discard"),
    path(f"{DRAFT}history/", versions.history, name="curated_history"),
    path(f"{DRAFT}versions/", versions.versions, name="curated_versions"),
    path(f"{DRAFT}versions/<int:number>/again/", versions.again, name="version_again"),
    path(
        "roadmaps/<slug:slug>/versions/<int:number>/",
        versions.version,
        name="roadmap_version",
    ),
    path(f"{DRAFT}plan/", plans.accept, name="plan_accept"),
    path(f"{DRAFT}plan/<slug:step>/", plans.step, name="plan_step"),
]
