"""Failures in plain words: what happened and what to do next."""

from __future__ import annotations

import errno

NO_NETWORK = (
    "The packages could not be fetched: the network was not reached.\n"
    "The first start needs the internet (about 100 MB); after that none is needed.\n"
    "Check the connection (a school network may need a proxy: set HTTPS_PROXY) and start again."
)
DISK_FULL = (
    "The disk is full. The course needs about {need} MB in this folder:\n  {folder}\n"
    "Make room, or copy the folder to another disk, and start again."
)
READ_ONLY = (
    "This folder cannot be written to:\n  {folder}\n"
    "Copy the whole course folder to a place of your own (Documents, say) and start it there."
)
WRONG_HASH = (
    "A fetched package is not the one that the course was tested with (its checksum differs).\n"
    "Nothing of it was installed. A network filter may have changed it: try another network.\n"
    "If it happens again, report it with the file {log}."
)
NO_PIP = (
    "This Python can make no environment of its own: {missing} is missing.\n"
    "On Debian or Ubuntu type:  sudo apt install python3-venv python3-pip\n"
    "Elsewhere, install Python from https://www.python.org/downloads/ (it brings both).\n"
    "Then start again."
)

# How pip and uv say it, in lower case; the first that is found decides.
_SIGNS = (
    (("no space left", "errno 28", "os error 28", "disk quota exceeded"), DISK_FULL),
    (("do not match the hashes", "hash mismatch"), WRONG_HASH),
    (("permission denied", "read-only file system", "os error 13", "os error 30"), READ_ONLY),
    (
        (
            "name resolution", "failed to establish", "newconnectionerror", "connection refused",
            "network is unreachable", "connection error", "connecttimeout", "read timed out",
            "proxyerror", "dns error", "failed to fetch", "error sending request", "getaddrinfo",
            "from versions: none", "connection reset", "max retries exceeded",
        ),
        NO_NETWORK,
    ),
)


class Stop(Exception):
    """The work cannot go on; the text says why and what to do, and is all that is shown."""


def stop_for_os_error(error: OSError, folder: object, need: int) -> Stop:
    """Return the Stop for an error of the disk or the folder."""
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", -1)):
        return Stop(DISK_FULL.format(folder=folder, need=need))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Stop(READ_ONLY.format(folder=folder))
    return Stop(f"The folder {folder} cannot be used: {error.strerror or error}.")


def stop_for_output(output: str, folder: object, need: int, log: object) -> Stop:
    """Return the Stop for what pip or uv printed when it failed."""
    low = output.lower()
    for signs, text in _SIGNS:
        if any(sign in low for sign in signs):
            return Stop(text.format(folder=folder, need=need, log=log))
    lines = [line for line in output.splitlines() if line.strip()]
    return Stop(
        "The packages could not be installed. The last lines were:\n  "
        + "\n  ".join(lines[-3:])
        + f"\nThe whole account is in {log}. Start again; if it stays, delete the folder .venv first."
    )
