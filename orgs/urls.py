"""Addresses of the orgs room; the organization's own stand behind its name."""

from django.urls import include, path

from orgs.views import (
    account,
    endings,
    entrance,
    history,
    importing,
    mails,
    members,
    organization_settings,
    people,
    preferences,
    units,
    units_files,
    units_tree,
    work,
)

app_name = "orgs"

organization = [
    path("", work.my_work, name="my_work"),
    path("units/", units.units, name="units"),
    path("units/add", units.unit_add, name="unit_add"),
    path("units/export.csv", units_files.units_export_csv, name="units_export_csv"),
    path("units/export.xlsx", units_files.units_export_xlsx, name="units_export_xlsx"),
    path("units/import", units_files.units_import, name="units_import"),
    path("units/import/apply", units_files.units_import_apply, name="units_import_apply"),
    path("units/<int:pk>/", units.unit, name="unit"),
    path("units/<int:pk>/edit", units.unit_edit, name="unit_edit"),
    path("units/<int:pk>/archive", units.unit_archive, name="unit_archive"),
    path("units/<int:pk>/restore", units.unit_restore, name="unit_restore"),
    path("units/<int:pk>/move", units_tree.unit_move, name="unit_move"),
    path("units/<int:pk>/merge", units_tree.unit_merge, name="unit_merge"),
    path("people/", people.people, name="people"),
    path("people/invite", people.people_invite, name="people_invite"),
    path("people/import", importing.people_import, name="people_import"),
    path("people/import/apply", importing.people_import_apply, name="people_import_apply"),
    path("people/invited/", people.invitations, name="invitations"),
    path("people/invited/<int:pk>/resend", people.invitation_resend, name="invitation_resend"),
    path("people/invited/<int:pk>/revoke", people.invitation_revoke, name="invitation_revoke"),
    path("people/<int:pk>/", members.person, name="person"),
    path("people/<int:pk>/give", members.grant_give, name="grant_give"),
    path("people/<int:pk>/take/<int:grant>", members.grant_take, name="grant_take"),
    path("people/<int:pk>/deactivate", members.person_deactivate, name="person_deactivate"),
    path("people/<int:pk>/reactivate", members.person_reactivate, name="person_reactivate"),
    path("people/<int:pk>/hand-over", members.hand_over, name="hand_over"),
    path("roles/", people.roles, name="roles"),
    path("leave", members.leave, name="leave"),
    path("people/<int:pk>/erase", endings.person_erase, name="person_erase"),
    path("deletion/", endings.deletion, name="deletion"),
    path("deletion/withdraw", endings.deletion_withdraw, name="deletion_withdraw"),
    path("mails/", mails.mails, name="mails"),
    path("settings/", organization_settings.settings, name="settings"),
    path("history/", history.history, name="history"),
    path("history/export", history.history_export, name="history_export"),
]

urlpatterns = [
    path("", entrance.home, name="home"),
    path("set-up/", entrance.set_up, name="set_up"),
    path("organizations/", entrance.organizations, name="organizations"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("account/", account.account, name="account"),
    path("account/name", account.account_name, name="account_name"),
    path("account/second-factor", account.second_factor_use, name="second_factor_use"),
    path("account/sign-ins/<int:pk>/end", account.sign_in_end, name="sign_in_end"),
    path("join/<slug:token>/", entrance.join, name="join"),
    path("o/<slug:organization>/", include(organization)),
]
