"""Words -> an .eml file that opens in a mail program as a new message; the same bytes every time.

There is no Date and no Message-ID: the mail program adds them when staff send it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from ..model import Contact, Settings
from ..pages import words
from .wording import Wording


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter; `type` is its MIME type."""

    name: str
    type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter ready to be looked at, and sent by hand."""

    wording: Wording
    data: bytes
    attachments: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """By this a draft that nobody has edited is known again."""
        return hashlib.sha256(self.data).hexdigest()


def draft(
    wording: Wording, to: Contact, settings: Settings, attachment: Attachment | None = None
) -> Draft:
    """The draft, from the programme's mailbox to the holder's contact."""
    mail = EmailMessage(policy=SMTP)
    mail["X-Unsent"] = "1"
    mail["From"] = _address(settings.organisation, settings.mailbox)
    mail["To"] = _address(to.name or "", to.email)
    mail["Subject"] = words.plain(wording.subject)
    mail.set_content(wording.text, cte="quoted-printable")
    mail.add_alternative(wording.html, subtype="html", cte="quoted-printable")
    if attachment:
        main, _, sub = attachment.type.partition("/")
        mail.add_attachment(attachment.data, maintype=main, subtype=sub, filename=attachment.name)
    _fix_boundaries(mail)
    return Draft(wording, mail.as_bytes(), (attachment.name,) if attachment else ())


def _address(name: str, email: str) -> Address:
    username, _, domain = email.rpartition("@")
    shown = "".join(c for c in words.plain(name) if c.isprintable())
    return Address(shown, username, domain)


def _fix_boundaries(mail: EmailMessage) -> None:
    """Boundaries that come from what the letter says, where the library would draw lots."""
    said = "".join(str(part.get_payload()) for part in mail.walk() if not part.is_multipart())
    seed = hashlib.sha256(f"{mail['Subject']}{mail['To']}{said}".encode()).hexdigest()[:24]
    for number, part in enumerate(mail.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_letter_{seed}_{number}")
