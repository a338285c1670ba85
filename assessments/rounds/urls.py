"""Addresses of the rounds room, behind the organization's name."""

from django.urls import URLPattern, URLResolver, include, path

from assessments.rounds.campaign import progress_views
from assessments.rounds.campaign import views as campaign_views
from assessments.rounds.context import views as context_views
from assessments.rounds.evidence import views as evidence
from assessments.rounds.reveal import polling_views
from assessments.rounds.reveal import views as reveal_views
from assessments.rounds.voting import views as voting_views

app_name = "rounds"

ballot = [
    path("", voting_views.vote_capability, name="vote_capability"),
    path("all", voting_views.vote_all, name="vote_all"),
    path("anchor", voting_views.vote_anchor, name="vote_anchor"),
    path("conditions/<slug:condition>", voting_views.vote_condition, name="vote_condition"),
    path("comment", voting_views.vote_comment, name="vote_comment"),
    path("confidence", voting_views.vote_confidence, name="vote_confidence"),
    path("not-applicable", voting_views.vote_not_applicable, name="vote_not_applicable"),
    path("last-time", voting_views.vote_last_time, name="vote_last_time"),
    path("applicable", voting_views.vote_applicable, name="vote_applicable"),
]
evidence_of_session = [
    path("", evidence.evidence, name="evidence"),
    path("<slug:condition>/", evidence.evidence_condition, name="evidence_condition"),
    path("<slug:condition>/add", evidence.evidence_add, name="evidence_add"),
    path("<slug:condition>/take-over", evidence.evidence_take_over, name="evidence_take_over"),
    path("pieces/<int:piece>/file", evidence.evidence_file, name="evidence_file"),
    path("pieces/<int:piece>/check", evidence.evidence_check, name="evidence_check"),
    path("pieces/<int:piece>/uncheck", evidence.evidence_uncheck, name="evidence_uncheck"),
    path("pieces/<int:piece>/term", evidence.evidence_term, name="evidence_term"),
    path("pieces/<int:piece>/withdraw", evidence.evidence_withdraw, name="evidence_withdraw"),
]
session: list[URLPattern | URLResolver] = [
    path("", reveal_views.session, name="session"),
    path("progress", polling_views.session_progress, name="session_progress"),
    path("live", polling_views.session_live, name="session_live"),
    path("participants/add", reveal_views.participant_add, name="participant_add"),
    path(
        "participants/<int:participant>/excuse",
        reveal_views.participant_excuse,
        name="participant_excuse",
    ),
    path("remind", campaign_views.remind, name="remind"),
    path("reveal", reveal_views.reveal, name="reveal"),
    path("facts/", context_views.facts, name="facts"),
    path("facts/scope", context_views.scope_edit, name="scope_edit"),
    path("facts/diagnostics", context_views.diagnostics_edit, name="diagnostics_edit"),
    path("facts/framework", context_views.framework_named, name="framework_named"),
    path("facts/frameworks", context_views.frameworks_judge, name="frameworks_judge"),
    path("evidence/", include(evidence_of_session)),
    path("vote/", voting_views.vote, name="vote"),
    path("vote/live", polling_views.vote_live, name="vote_live"),
    path("vote/<slug:capability>/", include(ballot)),
    path("revote/<slug:capability>/", reveal_views.revote_ask, name="revote_ask"),
    path("revote/<slug:capability>/<slug:condition>", reveal_views.revote, name="revote"),
    path("votes/<slug:capability>/", reveal_views.capability_votes, name="capability_votes"),
    path("settle/<slug:capability>/", reveal_views.settle, name="settle"),
    path("settle/<slug:capability>/standing", reveal_views.settle_standing, name="settle_standing"),
    path("settle/<slug:capability>/majority", reveal_views.settle_majority, name="settle_majority"),
]
urlpatterns = [
    path("rounds/", campaign_views.rounds, name="rounds"),
    path("rounds/new", campaign_views.round_new, name="round_new"),
    path("rounds/<int:pk>/", progress_views.round, name="round"),
    path("rounds/<int:pk>/edit", campaign_views.round_edit, name="round_edit"),
    path("rounds/<int:pk>/delete", campaign_views.round_delete, name="round_delete"),
    path("rounds/<int:pk>/dates", progress_views.round_dates, name="round_dates"),
    path("rounds/<int:pk>/remind", progress_views.round_remind, name="round_remind"),
    path("rounds/<int:pk>/units/<int:unit>/target", progress_views.unit_target, name="unit_target"),
    path("rounds/<int:pk>/open", campaign_views.round_open, name="round_open"),
    path("rounds/<int:pk>/close", campaign_views.round_close, name="round_close"),
    path("rounds/<int:pk>/archive", campaign_views.round_archive, name="round_archive"),
    path("sessions/<int:pk>/", include(session)),
]
