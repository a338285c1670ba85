"""What each address takes in a body: every field, with a value that is good in `a_world`.

The fields are compared with what the address really reads (`tests/test_foreign_ids.py`), so a form
that gets a field, and an address that starts to take a body, fail the suite until they stand here.
"""

from collections.abc import Callable

from assessments.frameworks.denominators import denominators
from assessments.rounds.context.diagnostics import MOST_PROJECTS
from assessments.rounds.context.work_kinds import WorkKind
from orgs.spreadsheets.uploads import text_for_page
from tests.body import Body, Id, a_file, next_week, nothing, these
from tests.cast import the_framework
from tests.planning.bodies import PLANS, REGISTER
from tests.test_access import World


def a_grant(world: World) -> Body:
    return {"role": "viewer", "unit": Id(world.cast.search.pk), "unit_words": "Search"}


def an_invitation(world: World) -> Body:
    second, third = (
        {
            name.replace("role", f"role_{at}").replace("unit", f"unit_{at}"): value
            for name, value in a_grant(world).items()
        }
        for at in (2, 3)
    )
    return {"emails": "new@example.org", **a_grant(world), **second, **third}


def a_unit(world: World) -> Body:
    return {"name": "Treasury", "code": "TRE", **a_parent(world)}


def a_parent(world: World) -> Body:
    return {"parent": Id(world.cast.company.pk), "parent_words": "Northwind Group"}


def a_round(world: World) -> Body:
    keys = the_framework().capabilities_by_key
    numbers = {f"target-{key}": 3 for key in keys} | {f"weight-{key}": 1 for key in keys}
    days = {"opens_on": "2026-10-01", **some_days(world)}
    return {"name": "Winter 2026", "units": Id(world.cast.payments.pk), **days, **numbers}


def some_days(_world: World) -> Body:
    return {"closes_on": "2026-11-01", "reminds_on": "2026-10-20"}


def a_target(_world: World) -> Body:
    return {f"target-{key}": 2 for key in the_framework().capabilities_by_key} | {
        "reason": "It is small"
    }


def conditions(_world: World) -> Body:
    return dict.fromkeys(the_framework().capability("RUN").level_of_condition, "yes")


def an_exemption(_world: World) -> Body:
    return {"reason": "No models here", "approver": "The risk board", "review_on": next_week()}


def a_ballot(world: World) -> Body:
    return {"anchor": 2, "text": "A remark", "seen": "", **conditions(world)}


def a_settlement(world: World) -> Body:
    reasons = {f"not_applicable{of}": "" for of in ("", "_reason", "_approver", "_review_on")}
    seen = {"seen_version": 1, "change": "a-key-of-this-change", "rationale": "We agreed."}
    return {**seen, **reasons, **conditions(world)}


def some_lists(_world: World) -> Body:
    body: Body = {"seen_version": 0}
    for row in denominators(the_framework()):
        body[f"number-{row.key}"] = 2
        body |= {f"note-{row.key}": "EUR"} if row.is_amount else {f"names-{row.key}": "A\nB"}
    return body


def some_diagnostics(_world: World) -> Body:
    numbers = range(MOST_PROJECTS)
    days = {f"{kind}-{number}": 1 for kind in WorkKind for number in numbers}
    pilots = {"succeeded": 2, "with_help": 1, "without_help": 1}
    stacks = {"parallel_stacks": "Own cluster", "no_stacks": ""}
    names = {f"name-{number}": f"Project {number}" for number in numbers}
    return {"seen_version": 0, **names, **days, **pilots, **stacks}


def a_quick_check(_world: World) -> Body:
    return {f"level-{key}": 2 for key in the_framework().capabilities_by_key}


def an_improvement(world: World) -> Body:
    owner = Id(world.cast.tom.pk)
    return {"what": "Write the list", "owner": owner, "due_on": next_week(), "note": "Soon"}


def a_review(_world: World) -> Body:
    return {f"comment-{key}": "Look again" for key in the_framework().capabilities_by_key} | {
        "note": "Nearly",
        "seen_revision": 1,
    }


def a_comparison(world: World) -> Body:
    folded, chosen = world.cast.platform.pk, world.cast.payments.pk
    rows = {"round": world.round.pk, "since": world.round.pk, "below": world.cast.company.pk}
    units = {"units": chosen, "unit": chosen, "fold": folded, "open": folded}
    words = {"levels": "claimed", "sort": "RUN", "by": "", "show": "", "tag": "", "state": ""}
    return {name: Id(number) for name, number in (rows | units).items()} | {**words, "page": 1}


def a_provider(_world: World) -> Body:
    named = {"issuer": "https://id.example.org", "client_id": "groundwork"}
    return {**named, "secret": "kept", "role_claim": "roles"}


def a_claim(world: World) -> Body:
    return {"value": "auditors", **a_grant(world)}


def a_kept_file(text: str, **more: str) -> Callable[[World], Body]:
    kept = {"content": text_for_page(text.encode()), "header_row": "1", "separator": "comma"}
    return these(**kept, sheet="", rows_of="", encoding="", shown="|1|,|utf-8", **more)


def some_evidence(_world: World) -> Body:
    named = {"says": "A chart", "url": "https://example.org/chart", "source": "Prometheus"}
    return {**named, "file": "", "expires_on": next_week()}


BODIES: dict[str, Callable[[World], Body]] = {
    "orgs:unit_add": a_unit,
    "orgs:units_import": a_file("units.csv", "name,parent,code\nNorthwind Group,,NG\n"),
    "orgs:units_import_apply": a_kept_file("name,parent,code\nNorthwind Group,,NG\n", seen="none"),
    "orgs:unit_edit": these(name="Payments", code="PAY", weight="2", tags="region: EU", shown=""),
    "orgs:unit_move": lambda world: a_parent(world) | {"shown": ""},
    "orgs:unit_merge": lambda world: {"into": Id(world.cast.search.pk), "into_words": "Search"},
    "orgs:unit_archive": nothing,
    "orgs:unit_restore": nothing,
    "orgs:people_invite": an_invitation,
    "orgs:people_import": a_file("people.csv", "email,role,unit\nnew@example.org,viewer,Search\n"),
    "orgs:people_import_apply": a_kept_file("email,role,unit\nnew@example.org,viewer,Search\n"),
    "orgs:invitations_change": lambda world: {
        **dict.fromkeys(("words", "role", "unit", "state", "everything"), ""),
        "change": "withdraw",
        "chosen": Id(world.invitation.pk),
    },
    "orgs:invitation_resend": nothing,
    "orgs:invitation_revoke": nothing,
    "orgs:grant_give": a_grant,
    "orgs:grant_take": nothing,
    "orgs:person_deactivate": nothing,
    "orgs:person_reactivate": nothing,
    "orgs:person_erase": these(name="Tom"),
    "orgs:hand_over": nothing,
    "orgs:leave": nothing,
    "orgs:deletion": these(name="Northwind"),
    "orgs:deletion_withdraw": nothing,
    "orgs:export_order": nothing,
    "orgs:branding": these(accent="#123456", paper_size="Letter", no_logo="", logo="", shown=""),
    "orgs:settings": these(
        name="Northwind", required="", currency="USD", time_zone="UTC", shown=""
    ),
    "rounds:round_new": a_round,
    "rounds:round_open": nothing,
    "rounds:round_close": nothing,
    "rounds:round_archive": nothing,
    "rounds:round_edit": lambda world: a_round(world) | {"shown": ""},
    "rounds:round_delete": nothing,
    "rounds:round_dates": lambda world: some_days(world) | {"shown": ""},
    "rounds:round_remind": nothing,
    "rounds:unit_target": lambda world: a_target(world) | {"shown": ""},
    "rounds:participant_add": lambda world: {"member": Id(world.cast.vic.pk), "find": "vic"},
    "rounds:participant_excuse": nothing,
    "rounds:remind": nothing,
    "rounds:reveal": nothing,
    "rounds:scope_edit": some_lists,
    "rounds:diagnostics_edit": some_diagnostics,
    "rounds:framework_named": these(text="AI Act", link="https://example.org", knows_none=""),
    "rounds:frameworks_judge": these(same=Id(1), opened=Id(1)),
    "rounds:vote_all": a_ballot,
    "rounds:vote_anchor": these(anchor=2),
    "rounds:vote_condition": these(**{"RUN-1a": "yes"}),
    "rounds:vote_comment": these(text="A remark", seen=""),
    "rounds:vote_confidence": these(confidence=2),
    "rounds:vote_not_applicable": an_exemption,
    "rounds:vote_applicable": nothing,
    "rounds:settle": a_settlement,
    "rounds:settle_standing": a_settlement,
    "rounds:settle_majority": these(shown=""),
    "rounds:evidence_add": some_evidence,
    "rounds:evidence_take_over": lambda world: {"piece": Id(world.evidence.pk)},
    "rounds:evidence_check": nothing,
    "rounds:evidence_uncheck": nothing,
    "rounds:evidence_term": lambda _world: {"expires_on": next_week()},
    "rounds:evidence_withdraw": nothing,
    "results:submit": nothing,
    "results:reopen": nothing,
    "results:review": a_review,
    "results:accept": these(seen_revision=1),
    "results:quick_check": a_quick_check,
    "results:improvement_new": an_improvement,
    "results:improvement": lambda world: (
        an_improvement(world) | {"state": "done", "seen_version": 0}
    ),
    "orgs:sign_on_settings": a_provider,
    "orgs:sign_on_check": nothing,
    "orgs:sign_on_only": these(required=""),
    "orgs:sign_on_remove": nothing,
    "orgs:sign_on_role_add": a_claim,
    "orgs:sign_on_role_remove": nothing,
    "rounds:revote_ask": these(condition="RUN-1a"),
    "rounds:revote": these(**{"RUN-1a": "yes"}),
    "reports:order_unit": nothing,
    "reports:order_comparison": a_comparison,
    "reports:cancel": nothing,
    "reports:retry": nothing,
    **REGISTER,
    **PLANS,
}
# Fields that make another request of it: a form without script asks for a whole branch.
INSTEAD: dict[str, Callable[[World], Body]] = {
    "rounds:round_new": lambda world: {"below": Id(world.cast.company.pk)},
    "rounds:round_edit": lambda world: {"below": Id(world.cast.company.pk)},
}
