"""Two windows that save one scenario: the second gets both, whatever it saves is saved once."""

from assessments.planning.models import Scenario
from assessments.rounds.models import Round
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.planning.pages import url


def test_numbers_saved_meanwhile_under_the_name_stand_beside_ones_own(
    client: OutsideClient, cast: Cast, spring: Round
) -> None:
    page = client.as_member(cast.lin).get(url("trajectories", cast.payments.pk))
    seen = page.context["shown_at"]
    assert f'name="shown" value="{seen}"' in page.text
    address = url("scenario_save", cast.payments.pk)
    first = {"name": "Bold", "assumptions": "F=3", "shown": seen, "is_shared": "on"}
    assert client.post(address, first).status_code == 302

    refused = client.post(address, first | {"name": "bold", "assumptions": "F=5"})

    assert refused.status_code == 409
    assert "You saved other numbers under this name meanwhile." in refused.text
    assert "<td>3</td><td>5</td>" in refused.text
    assert Scenario.objects.get().assumptions == {"F": "3"}
    assert client.post(address, first).status_code == 302, "the same again is no conflict"
    again = first | {"assumptions": "F=5", "shown": refused.context["shown_at"]}
    assert client.post(address, again).status_code == 302
    assert Scenario.objects.get().assumptions == {"F": "5"}
