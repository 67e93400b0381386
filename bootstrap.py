"""Set the project up and run `wijk` in it: `python bootstrap.py [COMMAND ...]` (Windows: `py bootstrap.py`).

Needs nothing but Python. This file chooses the Python: the one that it was started with, or another one of this machine
where that one does not fit. It can be read by every Python since 2.7, so that each of them can say what is wrong. What
is made with the chosen Python is in `environment.py`.
"""

import collections
import os
import platform
import signal
import subprocess
import sys
import sysconfig

HERE = os.path.abspath(__file__)
OLDEST, NEWEST = (3, 11), (3, 14)
OLDEST_GLIBC = (2, 28)
SYSTEMS = ("win-amd64", "linux-x86_64", "linux-aarch64", "macosx-")
INSTALL = "Install Python {}.{} from python.org (what you have may stay) and try again.".format(*NEWEST)
FITS = "--fits"

Facts = collections.namedtuple("Facts", "version implementation free_threaded bits system libc installer")


def main(arguments):
    """Set up with a Python that fits, run `wijk` with these arguments, if there are any, and return its exit code."""
    obstacle = find_obstacle(read_facts())
    if arguments == [FITS]:
        return 1 if obstacle else 0
    if not obstacle:
        return set_up_and_run(arguments)
    for command in other_pythons(os.environ.get("PATH", ""), on_windows=os.name == "nt"):
        if fits(command):
            return hand_over(command + [HERE] + arguments)
    sys.stderr.write(obstacle + "\n")
    return 1


def read_facts():
    """What decides whether the packages of requirements.lock can be installed with this Python."""
    on_musl = "musl" in str(sysconfig.get_config_var("HOST_GNU_TYPE"))
    return Facts(
        version=tuple(sys.version_info[:3]),
        implementation=platform.python_implementation(),
        free_threaded=bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
        bits=64 if sys.maxsize > 2**32 else 32,
        system=sysconfig.get_platform(),
        libc=("musl", "") if on_musl else platform.libc_ver(),
        installer=find_installer() if sys.version_info >= OLDEST else "",
    )


def find_installer():
    """What an environment can be made with: uv, or what on Debian is a package of its own; empty when neither is."""
    from importlib.util import find_spec
    from shutil import which

    if which("uv"):
        return "uv"
    return "venv" if find_spec("venv") and find_spec("ensurepip") else ""


def find_obstacle(facts):
    """Why the project cannot be set up with the Python of these facts, in words; empty when it can."""
    return find_wrong_python(facts) or find_missing_packages(facts) or find_missing_installer(facts)


def find_wrong_python(facts):
    """Why no packages of the lock are meant for this Python."""
    if not OLDEST <= facts.version[:2] <= NEWEST:
        found = ".".join(str(part) for part in facts.version)
        needed = "{}.{} to {}.{}".format(*(OLDEST + NEWEST))
        return "This project needs Python {}; this is {}. {}".format(needed, found, INSTALL)
    if facts.implementation != "CPython":
        return "This project needs the Python of python.org; this is {}. {}".format(facts.implementation, INSTALL)
    if facts.free_threaded:
        return "This project needs the ordinary Python; this is the free-threaded one. {}".format(INSTALL)
    return ""


def find_missing_packages(facts):
    """Why packages of the lock cannot be had ready-made for this system (a test names some that cannot)."""
    if facts.bits != 64:
        return "This project needs a 64-bit Python; this is a 32-bit one. {}".format(INSTALL)
    if facts.system == "win-arm64":
        return (
            "Some packages (typst) are not made for the ARM64 Python of Windows. Install the one that python.org calls "
            '"Windows installer (64-bit)": it runs on this computer too. Then try again.'
        )
    if facts.libc[0] == "musl":
        return (
            "Some packages (playwright, matplotlib) are not made for Linux with musl, such as Alpine. "
            "Use a Linux with glibc, such as Debian, Ubuntu or Fedora."
        )
    if not facts.system.startswith(SYSTEMS):
        listed = "Windows (x64), Linux (x86_64, aarch64) and macOS"
        return "The packages are made for {}; this is {}. Use one of those.".format(listed, facts.system)
    if facts.libc[0] == "glibc" and read_version(facts.libc[1]) < OLDEST_GLIBC:
        needed = "{}.{}".format(*OLDEST_GLIBC)
        newer = "Use a newer one: Debian 10, Ubuntu 20.04, RHEL 8 or later."
        return "The packages need glibc {} or newer; this Linux has {}. {}".format(needed, facts.libc[1], newer)
    return ""


def find_missing_installer(facts):
    """Why this Python cannot make an environment."""
    if facts.installer:
        return ""
    return (
        "This Python cannot make an environment: it has no venv or no ensurepip. On Debian and Ubuntu: "
        "apt install python3-venv. Elsewhere: {}"
    ).format(INSTALL)


def read_version(text):
    """A version as numbers: `2.31` as (2, 31)."""
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def other_pythons(path, on_windows):
    """Commands that may start another Python, those of the newest version first.

    Args:
        path: the folders in which the system looks for programs, as in PATH.
        on_windows: is there a launcher `py`, and do programs end in .exe?
    """
    minors = range(NEWEST[1], OLDEST[1] - 1, -1)
    if on_windows:
        for minor in minors:
            yield ["py", "-3.{}".format(minor)]
            yield ["py", "-3.{}-64".format(minor)]
    for name in ["python3.{}".format(minor) for minor in minors] + ["python3", "python"]:
        for folder in filter(None, path.split(os.pathsep)):
            program = os.path.join(folder, name + ".exe" if on_windows else name)
            if os.access(program, os.X_OK):
                yield [program]


def fits(command):
    """Does this command start a Python that the project can be set up with?"""
    with open(os.devnull, "w") as nowhere:
        try:
            return subprocess.call(command + [HERE, FITS], stdout=nowhere, stderr=nowhere) == 0
        except OSError:
            return False


def set_up_and_run(arguments):
    """Set up what is not set up yet, then run `wijk` with these arguments, if there are any."""
    sys.path.insert(0, os.path.dirname(HERE))
    import environment

    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    try:
        python = environment.make_environment()
    except environment.SetUpError as trouble:
        sys.stderr.write("Setting up failed: {}\n".format(trouble))
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. The next time it begins anew.\n")
        return 130
    if not arguments:
        print("Ready. The command is {}".format(environment.COMMAND))
        return 0
    return hand_over([str(python), "-P", "-m", "wijkresearch.cli"] + arguments)


def hand_over(command):
    """Run a command in our place and return its exit code; Ctrl-C is for the command, which ends as it sees fit."""
    signal.signal(signal.SIGINT, lambda *_: None)
    return subprocess.call(command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
