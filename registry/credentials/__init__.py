"""Awards -> Open Badges 3.0 credentials that anyone can check.

documents   an award, a status list -> the unsigned documents
canonical   a document -> its canonical text and digest
issuer      settings -> the registry's did:web name and its DID document
proofs      content/proofs.jsonl -> typed proofs and faults
book        awards and proofs -> what the build publishes; needs no key and no cryptography
awards      a holder's terms -> its awards
signing     awards without a proof -> new lines for content/proofs.jsonl
integrity   a document and a key -> a Data Integrity proof, and whether one holds
extract     an image or a text -> the credential in it
verify      a file, an address or a number -> a verdict, against a built site
disk        the door: key files, the proofs file, a built site

Only `sign` and `verify` import `cryptography` and `pyld`.
"""
