#!/bin/sh
# signed_sample.sh PYTHON OUT [DAY]: a copy of the sample registry in OUT, signed with a key that is made
# for it and thrown away, and its site of that day in OUT/site. The sample itself has no key: nobody
# would keep it.
set -eu
python=$1 out=$2 day=${3:-$(date -u +%F)}
here=$(cd "$(dirname "$0")/.." && pwd)
rm -rf "$out"
mkdir -p "$out"
cp -R "$here/content" "$here/rubrics" "$out/"
safe=$(mktemp -d)
trap 'rm -rf "$safe"' EXIT
line=$("$python" "$here/build.py" sign --root "$out" --as-of 2020-01-01 --new-key "$safe/key.pem")
settings=$out/content/registry.yaml
{ sed '/^programme:/,$d' "$settings"; printf 'keys:\n  %s\n' "$line"; sed -n '/^programme:/,$p' "$settings"; } \
    > "$safe/registry.yaml"
cp "$safe/registry.yaml" "$settings"
"$python" "$here/build.py" sign --root "$out" --as-of "$day" --key-file "$safe/key.pem"
"$python" "$here/build.py" --root "$out" --as-of "$day"
echo "That key is thrown away; docs/keys.md is for a registry of your own." >&2
