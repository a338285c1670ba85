"""What a refused change is answered: in its form, as a message, or by the page of 409."""

from http import HTTPStatus

import pytest
from django import forms
from django.contrib.messages import INFO, get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.test import RequestFactory

from orgs.refusals import NotNowError, form_status, refusal_as_message, refusal_on_form


class ThingForm(forms.Form):
    name = forms.CharField()


class NameTakenHereError(NotNowError):
    field = "name"


class ParentGoneError(NotNowError):
    field = "parent"  # the form has no such field


def posted(text: str = "Platform") -> tuple[HttpRequest, ThingForm]:
    request = RequestFactory().post("/", {"name": text})
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    return request, ThingForm(request.POST)


def test_a_refusal_that_the_form_can_mend_stands_beside_its_field_with_400() -> None:
    request, form = posted()

    with refusal_on_form(form):
        raise NameTakenHereError("Taken.")

    assert form.errors == {"name": ["Taken."]}
    assert form_status(request, form) == HTTPStatus.BAD_REQUEST


@pytest.mark.parametrize("kind", [NotNowError, ParentGoneError])
def test_any_other_refusal_stands_above_the_form_with_409(kind: type[NotNowError]) -> None:
    request, form = posted()

    with refusal_on_form(form):
        raise kind("The round is closed.")

    assert form.non_field_errors() == ["The round is closed."]
    assert form_status(request, form) == HTTPStatus.CONFLICT


def test_a_view_may_say_at_which_field_a_refusal_stands() -> None:
    _request, form = posted()

    with refusal_on_form(form, field="name"):
        raise ParentGoneError("Taken.")

    assert form.errors == {"name": ["Taken."]}


def test_a_form_that_does_not_fit_is_400_whereas_one_that_is_asked_for_is_200() -> None:
    request, form = posted("")

    assert form_status(request, form) == HTTPStatus.BAD_REQUEST
    assert form_status(RequestFactory().get("/"), ThingForm()) == HTTPStatus.OK


def test_a_refusal_that_the_form_was_not_meant_for_goes_on_to_the_middleware() -> None:
    _request, form = posted()

    with pytest.raises(NotNowError), refusal_on_form(form, NameTakenHereError):
        raise NotNowError("The round is closed.")

    assert not form.errors


def test_a_mistake_of_ours_is_no_refusal() -> None:
    request, form = posted()

    with pytest.raises(KeyError), refusal_on_form(form):
        raise KeyError
    with pytest.raises(KeyError), refusal_as_message(request):
        raise KeyError


def test_a_refused_button_is_a_message_and_the_rest_of_its_block_does_not_happen() -> None:
    request, _form = posted()

    with refusal_as_message(request, level=INFO):
        if request.method == "POST":
            raise NotNowError("Nobody is left to remind.")
        pytest.fail("went on")

    assert [(row.level, row.message) for row in get_messages(request)] == [
        (INFO, "Nobody is left to remind.")
    ]
