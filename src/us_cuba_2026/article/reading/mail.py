"""The page or text in a saved message or in a page saved as one file (MHTML)."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message
from pathlib import PurePath
from typing import NamedTuple

from us_cuba_2026.article.reading.unreadable import UnreadableError

SUFFIXES = frozenset((".mht", ".mhtml", ".eml"))

_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9\-]*:[ \t]*\S")
_MIME = re.compile(rb"^(?:MIME-Version|Content-Type):", re.IGNORECASE | re.MULTILINE)


class Part(NamedTuple):
    """The part of a message that holds the article: whether it is a page, its bytes, and the encoding it names."""

    is_page: bool
    raw: bytes
    charset: str


def is_mail(name: str, raw: bytes) -> bool:
    """Whether a file is a message: by its name, or since it starts with headers that say what it holds."""
    if PurePath(name).suffix.lower() in SUFFIXES:
        return True
    head = re.split(rb"\r?\n\r?\n", raw[:65536].lstrip(b"\r\n"), maxsplit=1)[0]
    return bool(_HEADER.match(head)) and len(_MIME.findall(head)) > 1


def mail_part(raw: bytes) -> Part:
    r"""The first page in a message, else its first plain text.

    Args:
        raw: The message as it is.

    Returns:
        The part, with its transfer encoding undone.

    Raises:
        UnreadableError: If there is no such part.

    Example:
        >>> mail_part(b"Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n<p>Rain=20fell").raw
        b'<p>Rain fell'
    """
    try:
        parts = list(_texts(message_from_bytes(raw, policy=policy.compat32)))
    except RecursionError:
        raise UnreadableError("a message nested too deep; save the article as text or HTML") from None
    for is_page in (True, False):
        for part in parts:
            if (part.get_content_type() == "text/html") == is_page:
                payload = part.get_payload(decode=True)
                return Part(is_page, payload if isinstance(payload, bytes) else b"", str(part.get_content_charset("")))
    raise UnreadableError("a message without a page or text in it; save the article as text or HTML")


def _texts(message: Message) -> Iterator[Message]:
    for part in message.walk():
        if part.get_content_type() in ("text/html", "text/plain") and part.get_content_disposition() != "attachment":
            yield part
