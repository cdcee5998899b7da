"""Places are known by all their names, and by their codes on the TAGS line."""

from __future__ import annotations

from reader.cable.naming.places import places_named


def test_a_country_has_its_code_and_its_cities() -> None:
    (cambodia,) = places_named("CAMBODIA")
    assert cambodia.codes == ("CB",)
    assert cambodia.names == ("Cambodia", "Phnom Penh")


def test_other_names_and_former_codes_are_the_same_country() -> None:
    assert places_named("myanmar") == places_named("Burma")
    assert {"RU", "RS"} <= set(places_named("Russia")[0].codes)
    assert places_named("north korea")[0].codes == ("KN",)


def test_a_beginning_is_completed_only_where_asked() -> None:
    assert [place.name for place in places_named("cambo", prefix=True)] == ["Cambodia"]
    assert places_named("cambo") == []
    assert places_named("c", prefix=True) == []
