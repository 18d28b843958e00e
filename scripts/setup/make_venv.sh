#!/bin/sh
# Make the virtual environment named by the first argument with the first Python on the
# path that is 3.11 or later; PYTHON=/path/to/python chooses one.
set -eu

venv=$1
new_enough='import sys; sys.exit(sys.version_info < (3, 11))'

chosen=
for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
    if command -v "$candidate" >/dev/null 2>&1 && "$candidate" -c "$new_enough" 2>/dev/null; then
        chosen=$candidate
        break
    fi
done
if [ -z "$chosen" ]; then
    echo "Python 3.11 or later was not found. Install it (Debian, Ubuntu: apt install python3" \
        "python3-venv; macOS: brew install python), or name it: make PYTHON=/path/to/python3" >&2
    exit 1
fi

# A half-made environment would look finished to make, so a failure leaves none.
trap 'exit 130' INT TERM
trap 'status=$?; [ $status -eq 0 ] || rm -rf "$venv"; exit $status' EXIT

if ! "$chosen" -c 'import ensurepip' 2>/dev/null; then
    # Debian splits the standard library: venv without its package has no pip.
    version=$("$chosen" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq
        apt-get install -y -qq --no-install-recommends "python$version-venv"
    else
        echo "$chosen cannot make virtual environments: install python$version-venv" \
            "(apt install python$version-venv)" >&2
        exit 1
    fi
fi
"$chosen" -m venv "$venv"
