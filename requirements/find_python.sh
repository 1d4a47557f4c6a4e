#!/bin/sh
# Print the path of a Python that ekrules can run on, and nothing else.
#
#   find_python.sh              the first usable one, in the order of preference below
#   find_python.sh 3.13         that version, or nothing and exit 1
#   find_python.sh COMMAND      that command, held to the same demands
#
# Usable: CPython 3.11-3.14 that can make a virtual environment. Looks on PATH, then among
# pyenv's versions. When none will do, says so in plain words on stderr and exits 1.
set -eu

is_supported() {
    "$1" -c 'import sys
ok = sys.implementation.name == "cpython" and (3, 11) <= sys.version_info[:2] <= (3, 14)
sys.exit(not ok)' >/dev/null 2>&1
}

makes_environments() {
    "$1" -c 'import venv, ensurepip' >/dev/null 2>&1
}

candidates() {
    command -v "python$1" || true
    ls -d "${PYENV_ROOT:-$HOME/.pyenv}/versions/$1".*/bin/python"$1" 2>/dev/null || true
}

is_version() {
    "$1" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$2')" >/dev/null 2>&1
}

# 3.12 and 3.11 come first: both engines run there; durable-rules does not import on later ones.
case "${1:-}" in
    "") wanted="3.12 3.11 3.13 3.14 3" ;;
    3.*) wanted=$1 ;;
    *) wanted="" ;;
esac

without_venv=""
{
    for version in $wanted; do candidates "$version"; done
    [ -n "$wanted" ] || command -v "$1" || true
} | {
    while IFS= read -r python; do
        is_supported "$python" || continue
        case "${1:-}" in 3.*) is_version "$python" "$1" || continue ;; esac
        if makes_environments "$python"; then
            printf '%s\n' "$python"
            exit 0
        fi
        without_venv=${without_venv:-$python}
    done
    if [ -n "$without_venv" ]; then
        version=$("$without_venv" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        echo "Python $version is here ($without_venv), but it cannot make a virtual environment." >&2
        echo "On Debian and Ubuntu this puts it right:  sudo apt install python$version-venv" >&2
    elif [ -n "${1:-}" ]; then
        echo "There is no usable Python '$1' on this machine; ekrules needs CPython 3.11-3.14." >&2
    else
        echo "ekrules needs Python 3.11, 3.12, 3.13 or 3.14, and none was found on this machine." >&2
        echo "On Debian and Ubuntu:  sudo apt install python3 python3-venv python3-dev gcc" >&2
        echo "If you have one in an unusual place:  make report PYTHON=/path/to/python3.12" >&2
    fi
    exit 1
}
