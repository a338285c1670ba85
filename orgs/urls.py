"""Addresses of the orgs room; the organization's own stand behind its name."""

from django.urls import include, path

from orgs.accounts import views as accounts_views
from orgs.archive import views as archive_views
from orgs.audit import views as audit_views
from orgs.branding import views as branding_views
from orgs.organization import entrance_views
from orgs.organization import views as organization_views
from orgs.people import invitation_file_views, member_views
from orgs.people import views as people
from orgs.sign_on import link_views, settings_views
from orgs.sign_on import views as sign_on
from orgs.units import import_views
from orgs.units import views as units_views

app_name = "orgs"

organization = [
    path("", organization_views.my_work, name="my_work"),
    path("units/", units_views.units, name="units"),
    path("units/add", units_views.unit_add, name="unit_add"),
    path("units/find", units_views.unit_find, name="unit_find"),
    path("units/export.csv", import_views.units_export_csv, name="units_export_csv"),
    path("units/export.xlsx", import_views.units_export_xlsx, name="units_export_xlsx"),
    path("units/import", import_views.units_import, name="units_import"),
    path("units/import/apply", import_views.units_import_apply, name="units_import_apply"),
    path("units/<int:pk>/", units_views.unit, name="unit"),
    path("units/<int:pk>/edit", units_views.unit_edit, name="unit_edit"),
    path("units/<int:pk>/archive", units_views.unit_archive, name="unit_archive"),
    path("units/<int:pk>/restore", units_views.unit_restore, name="unit_restore"),
    path("units/<int:pk>/move", units_views.unit_move, name="unit_move"),
    path("units/<int:pk>/merge", units_views.unit_merge, name="unit_merge"),
    path("people/", people.people, name="people"),
    path("people/invite", people.people_invite, name="people_invite"),
    path("people/import", invitation_file_views.people_import, name="people_import"),
    path(
        "people/import/apply", invitation_file_views.people_import_apply, name="people_import_apply"
    ),
    path("people/invited/", people.invitations, name="invitations"),
    path("people/invited/change", people.invitations_change, name="invitations_change"),
    path("people/invited/<int:pk>/resend", people.invitation_resend, name="invitation_resend"),
    path("people/invited/<int:pk>/revoke", people.invitation_revoke, name="invitation_revoke"),
    path("people/<int:pk>/", member_views.person, name="person"),
    path("people/<int:pk>/give", member_views.grant_give, name="grant_give"),
    path("people/<int:pk>/take/<int:grant>", member_views.grant_take, name="grant_take"),
    path("people/<int:pk>/deactivate", member_views.person_deactivate, name="person_deactivate"),
    path("people/<int:pk>/reactivate", member_views.person_reactivate, name="person_reactivate"),
    path("people/<int:pk>/hand-over", member_views.hand_over, name="hand_over"),
    path("roles/", people.roles, name="roles"),
    path("leave", member_views.leave, name="leave"),
    path("people/<int:pk>/export", archive_views.person_export, name="person_export"),
    path("my-data", archive_views.own_export, name="own_export"),
    path("people/<int:pk>/erase", organization_views.person_erase, name="person_erase"),
    path("deletion/", organization_views.deletion, name="deletion"),
    path("deletion/withdraw", organization_views.deletion_withdraw, name="deletion_withdraw"),
    path("exports/", archive_views.exports, name="exports"),
    path("exports/order", archive_views.export_order, name="export_order"),
    path("exports/<int:pk>/download", archive_views.export_download, name="export_download"),
    path("mails/", organization_views.mails, name="mails"),
    path("settings/", organization_views.settings, name="settings"),
    path("settings/look/", branding_views.branding, name="branding"),
    path("settings/sign-on/", settings_views.sign_on_settings, name="sign_on_settings"),
    path("settings/sign-on/check", settings_views.sign_on_check, name="sign_on_check"),
    path("settings/sign-on/only", settings_views.sign_on_only, name="sign_on_only"),
    path("settings/sign-on/remove", settings_views.sign_on_remove, name="sign_on_remove"),
    path("settings/sign-on/roles/add", settings_views.sign_on_role_add, name="sign_on_role_add"),
    path(
        "settings/sign-on/roles/<int:pk>/remove",
        settings_views.sign_on_role_remove,
        name="sign_on_role_remove",
    ),
    path("sign-on/", sign_on.sign_on, name="sign_on"),
    path("sign-on/back", sign_on.sign_on_back, name="sign_on_back"),
    path("history/", audit_views.history, name="history"),
    path("history/export", audit_views.history_export, name="history_export"),
]

urlpatterns = [
    path("", entrance_views.home, name="home"),
    path("set-up/", entrance_views.set_up, name="set_up"),
    path("organizations/", entrance_views.organizations, name="organizations"),
    path("organizations/found", entrance_views.found, name="found"),
    path("preferences/", accounts_views.preferences, name="preferences"),
    path("account/", accounts_views.account, name="account"),
    path("account/data", archive_views.own_data, name="own_data"),
    path("account/name", accounts_views.account_name, name="account_name"),
    path("account/second-factor", accounts_views.second_factor_use, name="second_factor_use"),
    path("account/sign-on/", link_views.account_sign_on, name="account_sign_on"),
    path(
        "account/sign-on/<slug:organization>/link",
        link_views.account_sign_on_link,
        name="account_sign_on_link",
    ),
    path(
        "account/sign-on/<slug:organization>/confirm",
        link_views.account_sign_on_confirm,
        name="account_sign_on_confirm",
    ),
    path(
        "account/sign-on/<slug:organization>/unlink",
        link_views.account_sign_on_unlink,
        name="account_sign_on_unlink",
    ),
    path("account/sign-ins/<int:pk>/end", accounts_views.sign_in_end, name="sign_in_end"),
    path("sign-on/", sign_on.sign_on_find, name="sign_on_find"),
    path("join/<slug:token>/", entrance_views.join, name="join"),
    path("o/<slug:organization>/", include(organization)),
]
