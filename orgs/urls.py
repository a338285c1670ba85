"""Addresses of the orgs room; the organization's own stand behind its name."""

from django.urls import include, path

from orgs.views import administration, entrance, importing, members, people, work

app_name = "orgs"

organization = [
    path("", work.my_work, name="my_work"),
    path("units/", administration.units, name="units"),
    path("units/add", administration.unit_add, name="unit_add"),
    path("units/<int:pk>/rename", administration.unit_rename, name="unit_rename"),
    path("units/<int:pk>/archive", administration.unit_archive, name="unit_archive"),
    path("units/<int:pk>/restore", administration.unit_restore, name="unit_restore"),
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
]

urlpatterns = [
    path("", entrance.home, name="home"),
    path("set-up/", entrance.set_up, name="set_up"),
    path("organizations/", entrance.organizations, name="organizations"),
    path("join/<slug:token>/", entrance.join, name="join"),
    path("o/<slug:organization>/", include(organization)),
]
