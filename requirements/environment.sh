#!/bin/sh
# Make, or bring up to date, the virtual environment that everything else runs in.
#
#   environment.sh FOLDER runtime|dev [PYTHON]
#
# In: the pinned and hashed lists beside this file, and pyproject.toml one folder up.
# Out: FOLDER with those packages and ekrules itself, installed so that edits take effect at once.
# Nothing happens when the lists and pyproject.toml are those it was last made from.
# durable-rules is the one package built from source here: without a C compiler it is left out,
# with a word, and ekrules works with its columnar engine alone.
set -eu

folder=$1
purpose=$2
wanted_python=${3:-}
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here")
log=$folder/install.log
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_USER=0

# With what would build durable-rules: once a compiler has come, the next make tries again.
made_from() {
    cat "$root/pyproject.toml" "$here/build.txt" "$here/rete.txt" "$here/$1.txt" \
        "$here/environment.sh" | cksum
    echo "$root"
    command -v cc gcc || true
    "$folder/bin/python" -c 'import os, sysconfig
print(os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))'
}

is_up_to_date_for() {
    [ "$(cat "$folder/installed-for-$1" 2>/dev/null)" = "$(made_from "$1")" ]
}

# The commands in an environment name the folder they were made in, and do not follow it.
was_moved() {
    cat "$folder"/installed-for-* >/dev/null 2>&1 || return 1
    ! grep -qxF "$root" "$folder"/installed-for-*
}

version_of() {
    "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])'
}

# A dot for each package: something moves while the packages come in. The lists are complete, so pip
# has nothing to resolve (and its resolver, asked for an extra, looks past the pin for a newer one).
pip_install() {
    printf '%s ' "$1"
    shift
    rm -f "$folder/installed"
    {
        "$folder/bin/python" -m pip install --no-deps --require-hashes --progress-bar off "$@" 2>&1 &&
            : >"$folder/installed"
    } | while IFS= read -r line; do
        printf '%s\n' "$line" >>"$log"
        case $line in Collecting*) printf . ;; esac
    done
    [ -e "$folder/installed" ]
}

stop_without_packages() {
    echo
    tail -n 15 "$log" >&2
    echo "The packages could not be installed; what pip said stands above, in full in $log." >&2
    echo "If this machine reaches the internet through a proxy, set HTTPS_PROXY and try again." >&2
    exit 1
}

make_folder() {
    python=$(sh "$here/find_python.sh" "$wanted_python")
    echo "Making an environment for Python $(version_of "$python") in $folder (once)."
    rm -rf "$folder"
    "$python" -m venv "$folder"
}

build_rete() {
    "$folder/bin/python" -c 'import sys; sys.exit(sys.version_info >= (3, 13))' || return 0
    "$folder/bin/python" -c 'import durable.engine' 2>/dev/null && return 0
    if pip_install "Building durable-rules (the rete engine)" --no-build-isolation --use-pep517 \
        -r "$here/rete.txt"; then
        echo " done."
        return 0
    fi
    version=$(version_of "$folder/bin/python")
    echo " it could not be built."
    echo "  ekrules works without it, with its columnar engine. To have both engines, install a C"
    echo "  compiler and Python's headers and run make again. On Debian and Ubuntu:"
    echo "      sudo apt install gcc libc6-dev python$version-dev"
    echo "  What the compiler said: $log"
}

refuse_another_version() {
    python=$(sh "$here/find_python.sh" "$wanted_python")
    asked=$(version_of "$python")
    has=$(version_of "$folder/bin/python")
    [ "$has" != "$asked" ] || return 0
    echo "$folder is made for Python $has, not $asked. Run 'make clean' first," >&2
    echo "or name another folder, as in  VENV=.venv-$asked" >&2
    exit 1
}

if "$folder/bin/python" -c 'import pip' 2>/dev/null && ! was_moved; then
    [ -z "$wanted_python" ] || refuse_another_version
    # dev holds all of runtime.
    if is_up_to_date_for "$purpose" || is_up_to_date_for dev; then exit 0; fi
else
    make_folder
fi

: >"$log"
pip_install "Installing pinned packages" -r "$here/$purpose.txt" -r "$here/build.txt" ||
    stop_without_packages
echo " done."
build_rete
"$folder/bin/python" -m pip install --quiet --no-build-isolation --no-deps --editable "$root" \
    >>"$log" 2>&1 || stop_without_packages
rm -f "$folder/installed"
made_from "$purpose" >"$folder/installed-for-$purpose"
