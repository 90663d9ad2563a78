"""Reviews -> members' pages: sealed for any host, or in the clear for one that asks who is there.

What the pipeline calls, in this order:

    room = reading_room(registry, assessment, press)
        The examined registry, its assessment, the public site's press (templates, assets, edition).

    sealed = SealedPages.begin(room, old=out, cache=root / ".cache")
        Before workers are forked. Keeps the last build's vault or makes a new one; `out` is the
        folder of the site, whose files of the last build are read and never written.

    in each worker:  stage.put(sealed.reviews(holders)); answer with sealed.log
        The sealed page of every review of these holders. `log` is a list of small picklable values.

    in the parent:   stage.put(sealed.rest([entry for log in logs for entry in log]))
        Keyring, list, worklist, and the pages that anyone may load. Assets are the press's.

    after publishing: sealed.remember()
        Writes `.cache/members/<site>.json`, mode 600: the vault's recipient and digests, no secret.

With `--members gateway`: `gateway = GatewayPages(room)` with the same `reviews`, `log` and `rest`,
put on a stage of its own, `<out>-members/`. The site itself then gets the staff's pages alone, from
`SealedPages.begin(…, reading=False)`. `--clean` is `begin(…, fresh=True)`: a new vault.

A registry without a single key (no member's and no staff's) gets its shells, which say so, and
`members/keyring/index.json` with `{"epoch": null, "shards": 0}`; nothing is sealed.
"""

from .gateway_pages import GatewayPages
from .reading_room import ReadingRoom, reading_room
from .recipients import running_out
from .sealed_pages import Logged, SealedPages

__all__ = ["GatewayPages", "Logged", "ReadingRoom", "SealedPages", "reading_room", "running_out"]
