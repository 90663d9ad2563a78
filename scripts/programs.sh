#!/bin/sh
# The programs that some tests run for real. Installed where we may (root, apt); otherwise named, and
# the tests that need them say so and are skipped. With CI=true a missing program fails its tests.
set -u
wanted="age:age caddy:caddy chromium:chromium git:git nginx:nginx npm:npm openssl:openssl pngcheck:pngcheck rsvg-convert:librsvg2-bin xmllint:libxml2-utils"
missing=""
packages=""
for pair in $wanted; do
    if ! command -v "${pair%%:*}" >/dev/null 2>&1; then
        missing="$missing ${pair%%:*}"
        packages="$packages ${pair##*:}"
    fi
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing for the tests:$packages" >&2
    # shellcheck disable=SC2086  # one word a package
    apt-get update -qq >&2 && DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends $packages >/dev/null
else
    echo "Tests that need these programs will be skipped:$missing" >&2
    echo "To run them all, install:$packages" >&2
fi
