"""Who is named to the thematic groups, and why (R5.1)."""

from .story import Story

# finalité → (player of the institution, category, criterion, player who sits for it)
MEMBERS: dict[str, tuple[tuple[str, str, str, str | None], ...]] = {
    "Autonomie": (
        ("pas_de_calais", "institutional", "pays", "pas_de_calais"),
        ("nord", "institutional", "pays", None),
        ("lens", "institutional", "pays", None),
        ("aide", "private", "employs", "aide"),
    ),
    "Épanouissement": (
        ("region", "institutional", "pays", "region_observe"),
        ("boulogne", "institutional", "pays", "boulogne"),
        ("ecole", "institutional", "employs", None),
    ),
    "Intégrité de la personne": (
        ("sante", "para_public", "employs", "sante"),
        ("aisne", "institutional", "pays", "aisne"),
        ("lens", "institutional", "pays", "lens"),
        ("mel", "institutional", "represents", "mel_observe"),
    ),
    "Liberté d’aller et venir": (
        ("region", "institutional", "pays", None),
        ("dunkerque", "institutional", "pays", "dunkerque"),
        ("mobilite", "private", "employs", None),
    ),
    "Cadre de vie": (
        ("oise", "institutional", "pays", "oise"),
        ("thierache", "institutional", "represents", "thierache"),
        ("agriculture", "para_public", "represents", None),
        ("commerce", "para_public", "represents", None),
    ),
}


def name_members(story: Story) -> None:
    """Have the chair name the members of every group."""
    for finalite, members in MEMBERS.items():
        for institution, category, criterion, person in members:
            story.clock.pass_time(minutes=4)
            story.act(
                story.chair(),
                "group.name_member",
                group_id=story.groups[finalite],
                institution_id=story.institutions[institution],
                category=category,
                criterion=criterion,
                **({"person_id": story.persons[person]} if person else {}),
            )
    story.rights_changed()
