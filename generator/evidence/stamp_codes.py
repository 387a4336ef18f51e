"""What the findings about time-stamps mean, apart from what makes them, so that explaining does not load all that."""

from __future__ import annotations

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "E040": (
        "A case without a time-stamp",
        "Nobody but this project says by when the facts of the case were there. `dossier timestamp` asks an authority.",
    ),
    "E041": (
        "A time-stamp that cannot be read",
        (
            "A stamp is a folder named by its time, with three files as `dossier timestamp` wrote them: manifest.sha256, "
            "request.tsq and response.tsr. Nothing else is in timestamps/. A stamp that cannot be read proves nothing."
        ),
    ),
    "E042": (
        "A time-stamp on something else",
        (
            "The hash that the authority signed is not the one of the manifest beside it. One of the two was changed or "
            "exchanged: bring both back from the history of the repository."
        ),
    ),
    "E043": (
        "A time-stamp of nobody who is trusted",
        (
            "The signature does not hold, or no chain of certificates that were valid at the time leads to one of those that "
            "are trusted, or the signer's certificate is not one for time-stamps (RFC 3161, section 2.3)."
        ),
    ),
    "E044": (
        "Whose time-stamp it is, is not verified",
        (
            "The stamp is about the manifest and answers the request, but anybody can write such a stamp, with any time in it: "
            "only the authority's certificate tells its own from others. Stamps that are not verified are not shown on pages. "
            "Get the certificate from the authority itself, and keep it in dossiers/authorities.pem or give it with --ca."
        ),
    ),
    "E045": (
        "A time-stamp that answers another request",
        "The nonce of the stamp is not the one of the request beside it, or its policy is not the one that was asked for.",
    ),
    "E046": (
        "Other than it was stamped",
        (
            "A file was changed, added or taken away since the newest time-stamp. Facts go on, so this is no mistake: it says "
            "what the stamp is not about. A new stamp covers it."
        ),
    ),
    "E047": (
        "Evidence other than it was stamped",
        (
            "A proof, an exhibit, an earlier time-stamp, or the hash or root of a document is not what it was at the newest "
            "time-stamp. Evidence is made once. There can be good reasons (a quote reworded and proved anew, a better copy of a "
            "document); the history of the repository should tell them, and a new stamp then covers what there is now."
        ),
    ),
    "E048": (
        "Two roots for one document",
        (
            "The root follows from a document's bytes and the rule. The facts have another root, or another number of words, "
            "than was stamped for the same bytes and the same rule: one of the two is wrong, and no proof made against it holds."
        ),
    ),
    "E049": (
        "A file that cannot be used for time-stamps",
        (
            "A manifest lists ordinary files of the repository: a symbolic link could lead to a file that readers do not have, "
            "so none is followed. And dossiers/authorities.pem, where it is there, holds certificates in PEM."
        ),
    ),
}
