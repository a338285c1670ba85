"""Addresses of the rounds room, behind the organization's name."""

from django.urls import URLPattern, URLResolver, include, path

from assessments.rounds.views import (
    campaigns,
    evidence,
    facilitating,
    facts,
    glancing,
    last_time,
    live,
    revoting,
    voting,
)

app_name = "rounds"

ballot = [
    path("", voting.vote_capability, name="vote_capability"),
    path("all", voting.vote_all, name="vote_all"),
    path("anchor", voting.vote_anchor, name="vote_anchor"),
    path("conditions/<slug:condition>", voting.vote_condition, name="vote_condition"),
    path("comment", voting.vote_comment, name="vote_comment"),
    path("confidence", voting.vote_confidence, name="vote_confidence"),
    path("not-applicable", voting.vote_not_applicable, name="vote_not_applicable"),
    path("last-time", last_time.vote_last_time, name="vote_last_time"),
    path("applicable", voting.vote_applicable, name="vote_applicable"),
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
    path("", facilitating.session, name="session"),
    path("progress", live.session_progress, name="session_progress"),
    path("live", live.session_live, name="session_live"),
    path("participants/add", facilitating.participant_add, name="participant_add"),
    path(
        "participants/<int:participant>/excuse",
        facilitating.participant_excuse,
        name="participant_excuse",
    ),
    path("remind", facilitating.remind, name="remind"),
    path("reveal", facilitating.reveal, name="reveal"),
    path("facts/", facts.facts, name="facts"),
    path("facts/scope", facts.scope_edit, name="scope_edit"),
    path("facts/diagnostics", facts.diagnostics_edit, name="diagnostics_edit"),
    path("facts/framework", facts.framework_named, name="framework_named"),
    path("facts/frameworks", facts.frameworks_judge, name="frameworks_judge"),
    path("evidence/", include(evidence_of_session)),
    path("vote/", voting.vote, name="vote"),
    path("vote/live", live.vote_live, name="vote_live"),
    path("vote/<slug:capability>/", include(ballot)),
    path("revote/<slug:capability>/", revoting.revote_ask, name="revote_ask"),
    path("revote/<slug:capability>/<slug:condition>", revoting.revote, name="revote"),
    path("votes/<slug:capability>/", facilitating.capability_votes, name="capability_votes"),
    path("settle/<slug:capability>/", facilitating.settle, name="settle"),
    path("settle/<slug:capability>/standing", facilitating.settle_standing, name="settle_standing"),
    path("settle/<slug:capability>/majority", facilitating.settle_majority, name="settle_majority"),
]
urlpatterns = [
    path("rounds/", campaigns.rounds, name="rounds"),
    path("rounds/new", campaigns.round_new, name="round_new"),
    path("rounds/<int:pk>/", glancing.round, name="round"),
    path("rounds/<int:pk>/edit", campaigns.round_edit, name="round_edit"),
    path("rounds/<int:pk>/delete", campaigns.round_delete, name="round_delete"),
    path("rounds/<int:pk>/dates", glancing.round_dates, name="round_dates"),
    path("rounds/<int:pk>/remind", glancing.round_remind, name="round_remind"),
    path("rounds/<int:pk>/units/<int:unit>/target", glancing.unit_target, name="unit_target"),
    path("rounds/<int:pk>/open", campaigns.round_open, name="round_open"),
    path("rounds/<int:pk>/close", campaigns.round_close, name="round_close"),
    path("rounds/<int:pk>/archive", campaigns.round_archive, name="round_archive"),
    path("sessions/<int:pk>/", include(session)),
]
