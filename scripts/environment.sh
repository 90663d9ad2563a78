#!/bin/sh
# environment.sh PYTHON VENV LOCK: a virtual environment with the packages of a hashed lock.
set -eu
python=$1 venv=$2 lock=$3

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "The registry needs Python 3.11 or newer; '$python' is older or not there." >&2
    echo "Name another one: make PYTHON=/path/to/python3.12 site" >&2
    exit 2
fi
echo "Setting up $venv from $lock" >&2
if command -v uv >/dev/null 2>&1; then
    [ -x "$venv/bin/python" ] || uv venv --quiet --python "$python" "$venv"
    uv pip install --quiet --python "$venv/bin/python" --require-hashes -r "$lock"
    exit
fi
if ! [ -x "$venv/bin/python" ] && ! "$python" -m venv "$venv"; then
    rm -rf "$venv"
    echo "Python's venv module is missing; on Debian and Ubuntu: apt install python3-venv" >&2
    exit 2
fi
"$venv/bin/python" -m pip install --quiet --quiet --disable-pip-version-check --require-hashes -r "$lock"
