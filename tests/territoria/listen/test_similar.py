from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.listen.similar import ALIKE, SimilarNeeds, alike, telling_letters

# What stands in the index, and what somebody types who means the same.
SAME = {
    "The street light in Mill Lane has been broken for weeks": "broken streetlight Mill Lane",
    "More bus services in the evening": "evening bus service too rare",
    "A safe cycle path to the secondary school": "cycle path to school is not safe",
    "Playground equipment at Park Road is damaged": "damaged playground park road",
    "Rubbish bins by the river are always full": "bins at the river full of rubbish",
    "Public toilets at the station are closed": "station toilet closed",
    "Speed bumps in front of the kindergarten": "speed bump kindergarden",
    "Free wifi in the library": "library wi-fi / wifi please",
    "Potholes on Church Street": "pothole in church st",
    "Courses on digital skills for older people": "digital skils course for the elderly people",
    "Wheelchair access to the town hall": "town hall not accessible by wheelchair",
    "Noise from the night club keeps us awake": "too much noise at night from the club",
    "Plus de pistes cyclables au centre-ville": "piste cyclable centre ville",
    "L'éclairage public est en panne rue de la Gare": "eclairage en panne rue de la gare",
    "Les bacs de tri débordent chaque week-end": "bac de tri qui déborde",
    "Cours d'informatique pour les seniors": "cours informatique pour seniors debutants",
    "Une rampe pour fauteuils roulants à la mairie": "mairie: rampe fauteuil roulant",
    "Le bus du soir ne passe pas assez souvent": "bus le soir pas assez frequents",
    "Trop de bruit la nuit place du Marché": "bruit nocturne place du marche la nuit",
    "Des ralentisseurs devant l'école primaire": "ralentisseur devant ecole",
    "Toilettes publiques fermées à la gare": "toilette publique gare fermee",
    "Plus d'arbres dans la cour de l'école": "planter des arbres cour d'ecole",
    "Wifi gratuit à la médiathèque": "wifi mediatheque",
    "Les trottoirs sont dangereux avenue Pasteur": "trottoir dangereux av pasteur",
    "Mehr Busse am Abend in die Dörfer": "abends mehr Busse fuer die Doerfer",
    "Straßenlaterne im Mühlweg ist kaputt": "strassenlaterne kaputt muehlweg",
    "Sicherer Radweg zur Realschule": "Radweg Realschule sicher machen",
    "Spielplatz am Lindenweg ist beschädigt": "beschaedigter Spielplatz Lindenweg",
    "Mülleimer am Fluss sind immer voll": "volle Mülleimer am Fluss",
    "Öffentliche Toiletten am Bahnhof geschlossen": "Toilette Bahnhof geschlossen",
    "Digitalkurse für Seniorinnen und Senioren": "Digitalkurs Senioren",
    "Barrierefreier Zugang zum Rathaus": "Rathaus Zugang nicht barrierefrei",
    "Zu schnelle Autos vor dem Kindergarten": "Autos fahren zu schnell am Kindergarten",
    "Freies WLAN in der Stadtbücherei": "WLAN Stadtbuecherei",
    "Schlaglöcher in der Kirchstraße": "Schlagloch Kirchstrasse",
    "Lärm aus der Diskothek in der Nacht": "nachts Laerm von der Diskothek",
}
# Needs of their own, though a word or two is shared with one that stands in the index.
OTHER = (
    "A bench in front of the post office",
    "Dog waste on the football field",
    "Opening hours of the citizens' office on Saturday",
    "Vegetarian meals in the canteen",
    "A meeting place for young parents",
    "Water fountain on the market square",
    "Cheaper rent for students",
    "Un banc devant la poste",
    "Des repas végétariens à la cantine",
    "Les horaires de la mairie le samedi",
    "Une fontaine d'eau potable au stade",
    "Des loyers moins chers pour les étudiants",
    "Hundekot auf dem Sportplatz",
    "Öffnungszeiten des Bürgeramts am Samstag",
    "Vegetarisches Essen in der Mensa",
    "Trinkbrunnen auf dem Marktplatz",
    "Günstigere Mieten für Studierende",
    "Treffpunkt für junge Eltern",
)
# The same need in words that share little with those of the index: letters alone find some of them.
OTHER_WORDS = {
    "it is dark in mill lane, lamp broken": "The street light in Mill Lane has been broken for weeks",
    "lights out mill lane": "The street light in Mill Lane has been broken for weeks",
    "no WC open at the train station": "Public toilets at the station are closed",
    "I cannot get into the town hall with my wheelchair": "Wheelchair access to the town hall",
    "teach pensioners how to use computers": "Courses on digital skills for older people",
    "no bus home after 8 in the evening": "More bus services in the evening",
    "lampadaire cassé rue de la gare": "L'éclairage public est en panne rue de la Gare",
    "apprendre l'ordinateur aux personnes âgées": "Cours d'informatique pour les seniors",
    "ateliers informatiques seniors": "Cours d'informatique pour les seniors",
    "Nach 20 Uhr fährt kein Bus mehr ins Dorf": "Mehr Busse am Abend in die Dörfer",
    "Mühlweg nachts dunkel, Laterne defekt": "Straßenlaterne im Mühlweg ist kaputt",
    "Mit dem Rollstuhl kommt man nicht ins Rathaus": "Barrierefreier Zugang zum Rathaus",
    "Computerkurs für ältere Menschen": "Digitalkurse für Seniorinnen und Senioren",
}
# The same place, another thing: now and then they are shown, and a person sees that they differ.
SAME_PLACE = (
    "Lift at the station is out of order",
    "Bicycle stands at the secondary school",
    "Clock on the town hall tower is wrong",
    "Bus shelter in Mill Lane",
    "Books in more languages in the library",
    "Trees along the river",
    "Ascenseur en panne à la gare",
    "Des livres à la médiathèque en arabe",
    "Stationnement rue de la Gare",
    "Aufzug am Bahnhof defekt",
    "Fahrradständer an der Realschule",
    "Bänke am Fluss",
    "Längere Öffnungszeiten der Stadtbücherei",
    "Uhr am Rathaus geht falsch",
    "Baum im Mühlweg fällen",
)
NEEDS = {text: text for text in SAME}
INDEX = SimilarNeeds(NEEDS)


def found_for(typed: str) -> list[str]:
    return [one.need for one in INDEX.like(typed)]


def test_the_same_need_is_found_first_in_three_languages_with_typos_and_other_endings():
    missed = [typed for need, typed in SAME.items() if found_for(typed)[:1] != [need]]
    assert missed == []


def test_a_need_of_its_own_brings_up_nothing():
    assert [typed for typed in OTHER if found_for(typed)] == []


def test_the_threshold_lies_in_the_gap_between_the_two():
    lowest = min(INDEX.like(typed)[0].score for typed in SAME.values())
    highest = max(one.score for typed in OTHER for one in INDEX.like(typed, least=0.0))
    assert (round(highest, 2), ALIKE, round(lowest, 2)) == (0.25, 0.35, 0.50)


def test_other_words_are_found_now_and_then_only_for_letters_know_no_synonyms():
    found = [typed for typed, need in OTHER_WORDS.items() if found_for(typed)[:1] == [need]]
    assert (len(found), len(OTHER_WORDS)) == (6, 13)


def test_another_thing_at_the_same_place_comes_up_in_fewer_than_half():
    shown = [typed for typed in SAME_PLACE if found_for(typed)]
    assert (len(shown), len(SAME_PLACE)) == (5, 15)


@pytest.mark.parametrize("typed", ["street ligh", "broken stre", "Spielpla", "WLAN Stadt"])
def test_half_typed_words_are_enough(typed):
    assert len(found_for(typed)) >= 1


@pytest.mark.parametrize("typed", ["", "  ", "the of and", "12", "ж", "?!…"])
def test_what_tells_nothing_finds_nothing(typed):
    assert INDEX.like(typed) == ()
    assert SimilarNeeds({}).like(typed) == ()


def test_umlauts_meet_however_they_are_written():
    assert telling_letters("Die Schüler") == telling_letters("schueler") == ("schuler",)
    assert alike("Müllabfuhr Straße", "MUELLABFUHR STRASSE") == 1.0


@given(st.lists(st.text(max_size=30), max_size=6), st.text(max_size=30))
def test_scores_lie_between_0_and_1_and_a_text_is_most_like_itself(texts, typed):
    index = SimilarNeeds({str(i): text for i, text in enumerate([*texts, typed])})
    found = index.like(typed, least=1e-9, most=10)
    assert all(0 < one.score <= 1 for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    if telling_letters(typed):
        assert found[0].score == pytest.approx(1.0)
    assert found == index.like(typed, least=1e-9, most=10)


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_of_two_texts_is_the_same_either_way(one, other):
    assert alike(one, other) == alike(other, one)
    assert 0.0 <= alike(one, other) <= 1.0
