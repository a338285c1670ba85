"""What a mail server's refusal means: final or not, and in words."""

from smtplib import (
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

FINAL = 500
WANTS_LOGIN = 530


def is_final(error: Exception) -> bool:
    """Return whether another try cannot help: refused for good, or not a mail at all.

    A login or a server that does not work is the operator's to repair, so it is worth a retry.
    """
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= FINAL for code, _reply in error.recipients.values())
    if isinstance(error, SMTPSenderRefused | SMTPDataError):
        return error.smtp_code >= FINAL and error.smtp_code != WANTS_LOGIN
    return not isinstance(error, OSError)


def reply_text(error: Exception) -> str:
    """Return the server's words on one line, else the error's own."""
    if isinstance(error, SMTPRecipientsRefused):
        text = "; ".join(_reply(*reply) for reply in error.recipients.values())
    elif isinstance(error, SMTPResponseException):
        text = _reply(error.smtp_code, error.smtp_error)
    else:
        text = str(getattr(error, "strerror", None) or error)
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(printable.split()) or type(error).__name__


def _reply(code: int, reply: bytes | str) -> str:
    words = reply.decode(errors="replace") if isinstance(reply, bytes) else reply
    return f"{code} {words}"
