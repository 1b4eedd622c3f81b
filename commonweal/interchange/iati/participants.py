"""Who takes part in an activity: each organisation once, with all its roles, the reporting one first."""

from dataclasses import replace

from commonweal.interchange.iati.codelists import ORGANISATION_LEVELS, ORGANISATION_ROLES, SECTORS, country_name
from commonweal.interchange.iati.phrases import phrases_of
from commonweal.interchange.iati.proposal import Organisation
from commonweal.interchange.iati.xml_tree import Node


def participants_of(activity: Node, lang: str) -> tuple[Organisation, ...]:
    """Return the reporting organisation and those that take part; one without name and identifier is left out."""
    found = [_organisation(reporter, lang, "reporting") for reporter in activity.all("reporting-org")]
    for node in activity.all("participating-org"):
        role = ORGANISATION_ROLES.get(node.get("role"), "")
        organisation = _organisation(node, lang, role)
        if organisation.name:
            _join(found, organisation)
    return tuple(found)


def _organisation(node: Node, lang: str, role: str) -> Organisation:
    identifier, kind = node.get("ref"), node.get("type")
    country = identifier[:2].upper() if identifier[2:3] == "-" else ""
    return Organisation(
        names=phrases_of(node, lang),
        identifier=identifier,
        kind=kind,
        sector=SECTORS.get(kind, ""),
        level=ORGANISATION_LEVELS.get(kind, ""),
        country=country if country_name(country) else "",
        roles=(role,) if role else (),
        line=node.line,
    )


def _join(found: list[Organisation], other: Organisation) -> None:
    """Add an organisation, or its role and what else is new about it to the one already found."""
    for place, known in enumerate(found):
        if _same(known, other):
            found[place] = replace(
                known,
                names=known.names or other.names,
                identifier=known.identifier or other.identifier,
                kind=known.kind or other.kind,
                sector=known.sector or other.sector,
                level=known.level or other.level,
                country=known.country or other.country,
                roles=tuple(dict.fromkeys((*known.roles, *other.roles))),
            )
            return
    found.append(other)


def _same(one: Organisation, other: Organisation) -> bool:
    """Say whether two mentions mean one organisation: by identifier where both have one, else by name."""
    if one.identifier and other.identifier:
        return one.identifier == other.identifier
    return bool(_spoken_names(one) & _spoken_names(other))


def _spoken_names(organisation: Organisation) -> set[str]:
    return {phrase.text.casefold() for phrase in organisation.names}
