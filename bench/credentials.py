"""How long credentials take, in CPU milliseconds: `python -m bench.credentials [AWARDS]`.

Signs a sample and stands its proofs in for all the others, which costs the build just as much.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date, timedelta

from registry.credentials.book import Book
from registry.credentials.canonical import canonical, digest
from registry.credentials.documents import Award, award_credential
from registry.credentials.issuer import Issuer
from registry.credentials.keys import KeySigner, new_key, signer_from
from registry.credentials.proof_lines import written
from registry.credentials.proofs import Proofs, read_proofs
from registry.credentials.signing import SignReport, sign
from registry.credentials.verify import judge
from registry.model import SealType, SigningKey

SAMPLE = 200
ROUNDS = 5
DAY = date(2026, 6, 1)
ISSUER = Issuer("https://seals.example.org", "did:web:seals.example.org", "Example", "Seal")


def awards(count: int) -> list[Award]:
    """As many awards, each of its own product."""
    return [
        Award(
            holder=f"suppliers/supplier-{number // 4}/product-{number}",
            awarded_on=DAY - timedelta(days=number % 300),
            valid_through=DAY + timedelta(days=364 - number % 300),
            number=f"DPS-{number:05d}-00000",
            name=f"Product {number}",
            seal_type=SealType.SUPPLIER,
            rubric="2.0",
        )
        for number in range(count)
    ]


def best(work: Callable[[], object], times: int = 1) -> float:
    """The least CPU milliseconds that one of `times` pieces of the work took."""
    spans = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        spans.append(time.process_time() - start)
    return min(spans) * 1000 / times


def lines_for(all_awards: list[Award], proof: dict[str, str]) -> str:
    """The lines of proofs.jsonl for all awards, under one borrowed signature."""
    return "".join(
        written(
            holder=award.holder,
            award=award.awarded_on.isoformat(),
            index=index,
            digest=digest(canonical(award_credential(ISSUER, award, index))),
            proof=proof,
        )
        for index, award in enumerate(all_awards)
    )


def main(count: int) -> None:
    """Measure and print."""
    public, pem = new_key()
    signer = signer_from(pem, "the new key")
    assert isinstance(signer, KeySigner)  # noqa: S101  # it was made the line before
    keys = [SigningKey(public=public, since=date(2020, 1, 1))]
    everything = awards(count)
    sample = everything[:SAMPLE]
    empty = Book(ISSUER, Proofs())

    def signing() -> SignReport:
        done = sign(empty, sample, keys, signer, DAY)
        assert isinstance(done, SignReport)  # noqa: S101  # the key is listed
        return done

    signed = Book(ISSUER, read_proofs(signing().lines)[0])
    text = lines_for(everything, dict(next(iter(signed.proofs.awards.values())).proof))
    book = Book(ISSUER, read_proofs(text)[0])
    site = {
        "status/1.json": _text(signed.status(DAY)),
        ".well-known/did.json": _text(signed.did(keys, sample, DAY)),
    }
    pairs = [(award, proof) for award in sample if (proof := signed.proof_of(award))]
    genuine = [_text(signed.credential(award, DAY)).decode() for award in sample]

    class Site:
        def read(self, path: str) -> bytes | None:
            return site.get(path)

    report = {
        f"build: a credential with a known proof, of {count:,}": best(
            lambda: [book.credential(award, DAY) for award in everything], count
        ),
        f"build: a line of proofs.jsonl read, of {count:,}": best(lambda: read_proofs(text), count),
        f"check: a signature tried, of {SAMPLE}": best(
            lambda: [signed.is_genuine(*pair) for pair in pairs], SAMPLE
        ),
        "build: the DID document": best(lambda: book.did(keys, everything, DAY)),
        "build: the status list": best(lambda: signed.status(DAY)),
        f"sign: an award, of {SAMPLE}": best(signing, SAMPLE),
        f"sign: nothing to sign, of {count:,}": best(
            lambda: sign(book, everything, keys, signer, DAY)
        ),
        f"verify: a credential, of {SAMPLE}": best(
            lambda: [judge(one, Site(), DAY) for one in genuine], SAMPLE
        ),
    }
    for what, milliseconds in report.items():
        print(f"{milliseconds:9.3f} ms  {what}")


def _text(issued: object) -> bytes:
    return str(getattr(issued, "text", "")).encode()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
