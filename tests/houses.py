"""Invented news in the styles of six houses and in four languages, with what must be found in it."""

from typing import NamedTuple


class Expected(NamedTuple):
    """What a text holds: quotations and numbers, all of them in order, and names that must be among those found."""

    quotations: tuple[str, ...]
    numbers: tuple[str, ...]
    names: tuple[str, ...]


AMERICAN = (
    "SPRINGFIELD—“We’re leaving,” Mayor Ann O’Neill said Tuesday, “and we won’t be back ’til Jan. 3.” The town’s 1,200 "
    "workers’ homes, worth $3 million, lie 20 miles from the G7’s old site; two-thirds of them were built in the ’90s."
    "\n\n"
    "“First, I asked: ‘Who pays?’ Nobody answered.\n\n"
    "“So twenty-five of us went home at 10:30 a.m.,” she added. The “deal” had a 5% fee, she noted.",
    Expected(
        (
            *("We’re leaving,", "and we won’t be back ’til Jan. 3.", "First, I asked: ‘Who pays?’ Nobody answered."),
            *("Who pays?", "So twenty-five of us went home at 10:30 a.m.,", "deal"),
        ),
        (
            *("Tuesday", "Jan. 3", "1,200", "3", "million", "20", "two-thirds", "90s", "First", "twenty-five", "10:30"),
            "5",
        ),
        ("SPRINGFIELD", "Mayor Ann O’Neill", "G7"),
    ),
)
BRITISH = (
    "‘We will not go,’ she said of the £2bn plan that hits 3m people 5km away at 10am. ‘It’s the residents’ decision, "
    "isn’t it?’ Mr d’Arcy, 58, called that ‘the “worst” of 2020s politics’ – a 3.5pc rise, half of it since mid-2021."
    "\n\n"
    "‘They told us nothing.\n\n"
    "‘Then 1,000 letters came,’ he said. Rock ’n’ roll, he called it.",
    Expected(
        (
            *("We will not go,", "It’s the residents’ decision, isn’t it?", "the “worst” of 2020s politics", "worst"),
            *("They told us nothing.", "Then 1,000 letters came,"),
        ),
        ("2bn", "3m", "5km", "10am", "58", "2020s", "3.5pc", "half", "2021", "1,000"),
        ("Mr", "Arcy"),
    ),
)
WIRE = (
    "HARBOR CITY (Wire) -- \"It's over,\" Deputy Premier Lu Wen told reporters on May 4. 'Never again,' read signs "
    'held by dozens of the strikers\' wives. The 6-foot fence cost USD300 a yard, or 1/2 of the 5½ million "saved," '
    "he said.",
    Expected(
        ("It's over,", "Never again,", "saved,"),
        ("May 4", "dozens", "6", "300", "1/2", "5½", "million"),
        ("HARBOR CITY", "Deputy Premier Lu Wen", "USD"),
    ),
)
FRENCH = (
    "« Nous ne partirons pas », a déclaré jeudi Élodie d’Estrées, 47 ans. L’Union du Nord compte 12 000 membres ; "
    "le 3ème congrès, « celui de l’espoir », a coûté 2,5 millions d’euros.\n\n"
    "« On m’a dit : “Attends 10 minutes.” J’ai attendu.\n\n"
    "» Puis 30 % sont partis à 20h15. »",
    Expected(
        (
            *("Nous ne partirons pas", "celui de l’espoir", "On m’a dit : “Attends 10 minutes.” J’ai attendu."),
            *("Attends 10 minutes.", "Puis 30 % sont partis à 20h15."),
        ),
        ("47", "12 000", "3ème", "2,5", "millions", "10", "30", "20h15"),
        ("Élodie", "Estrées", "L’Union", "Nord"),
    ),
)
SPANISH = (
    "«No iremos», dijo el martes la alcaldesa Inés Ortega. «Me pidieron: “Firme usted”, y no firmé», añadió. El plan, "
    "de 1.000 folios y 3,5 millones de euros, afecta a 20 pueblos a 5km del río.\n\n"
    "«Nos quedamos.\n\n"
    "»Y volveremos en 2027», prometió. Un 12% votó a las 10.30.",
    Expected(
        (
            *("No iremos", "Me pidieron: “Firme usted”, y no firmé", "Firme usted", "Nos quedamos."),
            "Y volveremos en 2027",
        ),
        ("1.000", "3,5", "millones", "20", "5km", "2027", "12", "10.30"),
        ("Inés Ortega",),
    ),
)
GERMAN = (
    "„Wir gehen nicht“, sagte Änne Öztürk-Maier am 3. Mai. „Er rief: ‚Kommt um 10 Uhr!‘ Niemand kam“, so die "
    "61-Jährige. Der Umbau für 2,5 Milliarden Euro begann 1998; »zu teuer«, heißt es, und ›zu spät‹. Rund 1.000 Leute "
    "wohnen 5km entfernt, 40% seit den 1950ern.",
    Expected(
        (
            *("Wir gehen nicht", "Er rief: ‚Kommt um 10 Uhr!‘ Niemand kam", "Kommt um 10 Uhr!", "zu teuer"),
            "zu spät",
        ),
        ("3", "10", "61", "2,5", "Milliarden", "1998", "1.000", "5km", "40", "1950ern"),
        ("Änne Öztürk-Maier",),
    ),
)
HOUSES = {
    "american": AMERICAN,
    "british": BRITISH,
    "wire": WIRE,
    "french": FRENCH,
    "spanish": SPANISH,
    "german": GERMAN,
}
