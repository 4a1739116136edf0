"""Currencies by the signs, codes and words that stand beside an amount."""

import re

_SIGNS = {
    "$": "USD", "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD", "NZ$": "NZD",
    "S$": "SGD", "R$": "BRL", "NT$": "TWD", "MX$": "MXN", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB",
    "₩": "KRW", "₺": "TRY", "₴": "UAH", "₦": "NGN", "₪": "ILS", "₫": "VND", "₱": "PHP", "฿": "THB", "₸": "KZT",
}  # fmt: skip
_CODES = (
    "USD|EUR|GBP|JPY|CHF|CNY|RMB|AUD|CAD|NZD|HKD|SGD|SEK|NOK|DKK|PLN|CZK|HUF|RUB|UAH|TRY|INR|BRL|MXN|ARS|CLP|COP|ZAR"
    "|NGN|KES|EGP|ILS|SAR|AED|KRW|TWD|THB|IDR|MYR|PHP|VND|PKR|BDT|CUP"
)
_WORDS = {
    "dollar": "USD", "buck": "USD", "cent": "", "euro": "EUR", "pound": "GBP", "pence": "", "yen": "JPY",
    "yuan": "CNY", "renminbi": "CNY", "rupee": "", "ruble": "RUB", "rouble": "RUB", "peso": "", "franc": "",
    "krona": "SEK", "kronor": "SEK", "krone": "", "kroner": "", "zloty": "PLN", "zlotys": "PLN", "lira": "TRY",
    "lire": "", "rand": "ZAR", "naira": "NGN", "shekel": "ILS", "shilling": "", "dirham": "", "riyal": "",
    "rial": "", "dinar": "", "baht": "THB", "ringgit": "MYR", "rupiah": "IDR", "dong": "VND", "hryvnia": "UAH",
    "forint": "HUF", "koruna": "", "taka": "BDT", "bolivar": "VES", "quetzal": "GTQ", "sol": "PEN", "cedi": "GHS",
    "birr": "ETB", "tenge": "KZT", "crown": "",
}  # fmt: skip
"""Words for money and the currency that each stands for; those that several countries have, have none."""
_BEFORE = re.compile(
    rf"(?:(?:\b[A-Z]{{1,2}})?[{''.join(sign for sign in _SIGNS if len(sign) == 1)}]|\b(?:{_CODES})) ?$"
)
_BEHIND = re.compile(rf" (?:(?:{_CODES})\b|(?:[A-Z][\w.]*[a-z.] )?({'|'.join(_WORDS)})s?\b)|(?<=\d)(?P<pence>p)\b")


def before(text: str, number: int) -> tuple[int, str] | None:
    """Where a sign or code of money right before a number starts, and the currency; nothing if there is none.

    Args:
        text: The text.
        number: Where the number starts.

    Example:
        >>> before("paid US$5", 8), before("CHF 20", 4), before("the 5", 4)
        ((5, 'USD'), (0, 'CHF'), None)
    """
    match = _BEFORE.search(text, max(number - 5, 0), number)
    if match is None:
        return None
    sign = match[0].strip()
    return match.start(), _SIGNS.get(sign, "CNY" if sign == "RMB" else sign if sign.isalpha() else "")


def behind(text: str, number: int) -> tuple[int, str] | None:
    """Where a word or code of money right behind a number ends, and the currency, empty where several have that word.

    Args:
        text: The text.
        number: Where the number ends.

    Example:
        >>> behind("5 euros", 1), behind("5 Mexican pesos", 1), behind("5 boats", 1)
        ((7, 'EUR'), (15, ''), None)
    """
    match = _BEHIND.match(text, number)
    if match is None:
        return None
    if match["pence"]:
        return match.end(), ""
    is_of_a_country = match[1] is not None and not match[0].startswith(f" {match[1]}")
    code = _WORDS[match[1]] if match[1] is not None else match[0].strip()
    return match.end(), "" if is_of_a_country else "CNY" if code == "RMB" else code
