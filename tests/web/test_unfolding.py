import pytest

from app.web.unfolding import unfolded

FORM = "<form data-act='x' data-again><p>À remplir.</p></form>"


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        (FORM, FORM),
        (f"<details><b>a</b></details>{FORM}", f"<details><b>a</b></details>{FORM}"),
        (f'<details class="disclosure">{FORM}</details>', f'<details class="disclosure" open>{FORM}</details>'),
        (f"<details open>{FORM}</details>", f"<details open>{FORM}</details>"),
        (
            f"<details><details></details><details>{FORM}</details></details><details></details>",
            f"<details open><details></details><details open>{FORM}</details></details><details></details>",
        ),
    ],
    ids=["no fold", "beside a fold", "in a fold", "in an open one", "in the second of two inside another"],
)
def test_the_folds_around_a_form_that_is_given_back_are_opened_and_no_other(page, shown):
    assert unfolded(page) == shown


def test_a_form_refused_inside_a_fold_is_given_back_where_it_can_be_seen(world, as_):
    administrator = world.person(administrator=True)
    page = as_(administrator).post(
        "/actes/person.invite", data={"email": "personne", "page": "/administration/personnes"}
    )
    assert page.status_code == 422
    assert '<details class="disclosure" id="inviter" open>' in page.text
    assert 'value="personne"' in page.text
    folded = as_(administrator).get("/administration/personnes").text
    assert '<details class="disclosure" id="inviter">' in folded
