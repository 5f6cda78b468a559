"""What people type who look for those who acted: other names of the library's roles."""

from __future__ import annotations

from collections.abc import Iterable

# Only searched, never shown: what a role is called on a page stands in ``content/roles``. All
# languages together, since a reader of one language may type the short name of another.
OTHER_NAMES: dict[str, str] = {
    "CIT": "citizens residents civil society NGO habitants citoyens associations Bürger Einwohner "
    "Zivilgesellschaft Vereine",
    "CMG": "city manager chief executive municipality local authority directeur général des "
    "services DGS collectivité Stadtverwaltung Verwaltung Kommune Gemeinde",
    "COR": "large companies corporations industry grands groupes Großunternehmen Konzerne",
    "DEV": "development agency cluster chamber of commerce incubator agence de développement "
    "chambre de commerce pépinière Wirtschaftsförderung Kammer IHK Gründerzentrum",
    "EDU": "school vocational training école lycée formation Schule Berufsschule Ausbildung",
    "FIN": "bank investor venture capital banque investisseur capital-risque Bank Sparkasse "
    "Wagniskapital Risikokapital",
    "MAY": "mayor local authority council municipality maire mairie élus commune collectivité "
    "Bürgermeister Bürgermeisterin Oberbürgermeister Rathaus Kommune Gemeinde",
    "OFF": "civil servants officials local authority fonctionnaires agents publics collectivité "
    "Beamte Verwaltung Behörde Amt",
    "SME": "SME SMEs small firms small business medium-sized companies craft PME TPE petites "
    "entreprises moyennes artisans KMU Mittelstand Mittelständler Kleinunternehmen "
    "Kleinstunternehmen kleine mittlere Unternehmen Betriebe Handwerk",
    "SOC": "trade union employers syndicat patronat Gewerkschaft Arbeitgeberverband",
    "STA": "start-up startup founder entrepreneur jeune pousse créateur Gründer Existenzgründung",
    "UNI": "university college research institute université recherche Universität Hochschule "
    "Forschung",
}


def other_names(roles: Iterable[str]) -> str:
    """The other names of these roles, for searching."""
    return " ".join(OTHER_NAMES.get(role, "") for role in roles)
