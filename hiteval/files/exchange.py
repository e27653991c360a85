"""Exchange two folders in one step, so that a name is never without its folder.

POSIX can replace a file in one step, but not a folder that is not empty. Linux and
macOS can exchange two names; Python has no call for it yet, so the C library is used.
"""

import ctypes
import errno
import os
import sys
from pathlib import Path

FROM_WORKING_DIRECTORY = -100  # AT_FDCWD of <fcntl.h>
EXCHANGE = 2  # RENAME_EXCHANGE of Linux' <stdio.h>; RENAME_SWAP of macOS
IMPOSSIBLE = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP)  # on this file system


def exchange(one: Path, other: Path) -> bool:
    """Exchange two folders of one file system, in one step or not at all.

    Returns
    -------
    bool
        False where the system or the file system cannot; nothing was changed then.

    Raises
    ------
    OSError
        If one is absent or may not be renamed; nothing was changed.
    """
    names = os.fsencode(one), os.fsencode(other)
    if sys.platform not in ("linux", "darwin"):
        return False
    system = ctypes.CDLL(None, use_errno=True)
    here = ctypes.c_int(FROM_WORKING_DIRECTORY)
    if hasattr(system, "renameat2"):  # int (int, char *, int, char *, unsigned)
        failed = system.renameat2(here, names[0], here, names[1], EXCHANGE)
    elif hasattr(system, "renamex_np"):  # int (char *, char *, unsigned)
        failed = system.renamex_np(*names, EXCHANGE)
    else:
        return False
    if failed:
        number = ctypes.get_errno()
        if number in IMPOSSIBLE:
            return False
        raise OSError(number, os.strerror(number), str(one), None, str(other))
    return True
