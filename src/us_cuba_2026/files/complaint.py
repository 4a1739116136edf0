"""What a script says where it stops."""

import sys


def complain(script: str, error: Exception) -> int:
    """Say in one line, on the standard error, what is wrong.

    Args:
        script: Name of the script.
        error: What stopped it.

    Returns:
        The exit code.
    """
    match error:
        case FileExistsError():
            what = f"{error.filename}: is there already; name a folder that does not exist yet"
        case OSError() if error.filename:
            what = f"{error.filename}: {error.strerror}"
        case _:
            what = str(error)
    print(f"{script}: {what}", file=sys.stderr)
    return 2
