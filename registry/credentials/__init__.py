"""Awards -> Open Badges 3.0 credentials that anyone can check.

documents   an award, a status list -> the unsigned documents
canonical   a document -> its canonical text and digest
issuer      settings -> the registry's did:web name and its DID document
proofs      content/proofs.jsonl -> typed proofs and faults
book        awards and proofs -> what the build publishes; needs no key and no cryptography
awards      a holder's terms -> its awards
plan        awards and known proofs -> what is to be signed
signing     what is to be signed, and a key -> new lines for content/proofs.jsonl
told        what was signed -> the lines that `sign` prints
keys        a private key in PEM <-> a signer
integrity   a document and a key -> a Data Integrity proof, and whether one holds
extract     an image or a text -> the credential in it
lookup      what was asked for -> the credential meant
verify      a credential and a built site -> a verdict
disk        the door: key files, the proofs file, a built site

Only `sign` and `verify` import `cryptography` and `pyld`.
"""
