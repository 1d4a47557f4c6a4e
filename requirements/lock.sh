#!/bin/sh
# Write the pinned and hashed lists anew, one answer for every Python 3.11-3.14 and platform.
#
#   lock.sh [--upgrade]
#
# In: pyproject.toml, build.in and spark.in. Out: runtime.txt, dev.txt, build.txt, rete.txt, spark.txt.
# The lists name versions and hashes only, never where the packages came from.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/.."
unset UV_FIND_LINKS UV_INDEX UV_INDEX_URL UV_EXTRA_INDEX_URL PIP_FIND_LINKS

locker=build/locker
[ -x "$locker/bin/uv" ] || {
    "$(sh requirements/find_python.sh)" -m venv "$locker"
    "$locker/bin/python" -m pip install --quiet --disable-pip-version-check uv
}

compile() {
    "$locker/bin/uv" pip compile --quiet --no-config --universal --python-version 3.11 \
        --generate-hashes --no-annotate --custom-compile-command "make lock" "$@"
}

# durable-rules has a list of its own: it is built from source, and may be left out.
compile "$@" --no-emit-package durable-rules --extra all pyproject.toml \
    -o requirements/runtime.txt
compile "$@" --no-emit-package durable-rules -c requirements/runtime.txt --extra dev \
    pyproject.toml -o requirements/dev.txt
compile "$@" -c requirements/dev.txt requirements/build.in -o requirements/build.txt
sed -n 's/^ *"\(durable-rules==.*\)",$/\1/p' pyproject.toml |
    compile - -o requirements/rete.txt
compile "$@" requirements/spark.in -o requirements/spark.txt
echo "Written: requirements/runtime.txt, dev.txt, build.txt, rete.txt, spark.txt"
