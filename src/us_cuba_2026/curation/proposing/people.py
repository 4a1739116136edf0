"""Words for people who are told of without their names."""

_WITH_S = (
    "person|resident|villager|official|officer|soldier|lawmaker|leader|member|student|teacher|farmer|engineer|doctor"
    "|nurse|patient|voter|protest[eo]r|demonstrator|trader|analyst|economist|scientist|researcher|expert|investor"
    "|driver|passenger|tourist|visitor|refugee|migrant|immigrant|exile|prisoner|critic|rival|opponent|supporter|judge"
    "|prosecutor|lawyer|inspector|mechanic|fisher|firefighter|rescuer|crew|pilot|sailor|miner|striker|employee|manager"
    "|director|minister|mayor|senator|activist|campaigner|journalist|reporter|diplomat|envoy|negotiator|rebel|militant"
    "|insurgent|hostage|survivor|victim|owner|tenant|landlord|customer|consumer|retiree|pensioner|parent"
    "|neighbou?r|volunteer|guard|agent|dissident|insider|loyalist|aide|citizen|inhabitant|grower|breeder|shopper"
    "|commuter|buyer|seller|builder|clerk|deckhand|marcher|organi[sz]er|producer|player|singer|docker|trucker"
    "|shopkeeper|shepherd|driller|logger|[a-z]*worker"
)
"""One person each, and with *s* several."""
_SEVERAL = (
    "people|men|women|children|families|troops|police|allies|deputies|fishermen|gunmen|witnesses|operatives|fans|locals|guerrillas"
    "|[a-z]+(?:ists|ians|makers|dwellers|goers|holders)"
)
PEOPLE = rf"(?:{_WITH_S})s?|{_SEVERAL}|man|woman|ally|crowds?"
"""People, one or several."""
GROUPS = rf"(?:(?:{_WITH_S})s|{_SEVERAL})"
"""People, several, for whom *they* may stand."""
