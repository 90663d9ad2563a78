#!/bin/sh
# sign_sample.sh PYTHON ROOT [DAY]: signs the sample registry in ROOT anew, all that was awarded by the
# day, with a key that is made for it and thrown away.
set -eu
python=$1 root=$2 day=${3:-$(date -u +%F)}
program=$(cd "$(dirname "$0")/.." && pwd)/build.py
settings=$root/content/registry.yaml
safe=$(mktemp -d)
trap 'rm -rf "$safe"' EXIT
line=$("$python" "$program" sign --root "$root" --as-of 2023-01-01 --new-key "$safe/key.pem" 2>"$safe/told")
{
    sed '/^keys:/,$d; /^programme:/,$d' "$settings"
    printf 'keys:\n  %s\n' "$line"
    sed -n '/^programme:/,$p' "$settings"
} >"$safe/registry.yaml"
cp "$safe/registry.yaml" "$settings"
rm -f "$root/content/proofs.jsonl"
"$python" "$program" sign --root "$root" --as-of "$day" --key-file "$safe/key.pem"
echo "The key is thrown away; docs/keys.md is for a registry of your own." >&2
