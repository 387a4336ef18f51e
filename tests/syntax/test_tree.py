from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.syntax import EXPLANATIONS, SourceFile, read_document, read_tree
from generator.syntax.characters import LARGEST_FILE


def write(root: Path, *paths: str) -> Path:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(f"# {path}\n")
    return root


def find(root: Path, cases: set[str] | None = None) -> tuple[list[str], list[tuple[str, str, str]]]:
    files, findings = read_tree(root, cases)
    assert all(each.code in EXPLANATIONS and each.hint for each in findings)
    return [file.path for file in files], [(each.at.path, each.code, each.message) for each in findings]


def test_files_come_in_order_with_their_case_and_bytes(tmp_path: Path) -> None:
    write(
        tmp_path,
        "dossiers/river/sources.yaml",
        "dossiers/river/case.yaml",
        "dossiers/shared/people.yaml",
        "dossiers/bridge-2/case.yaml",
    )
    files, findings = read_tree(tmp_path)
    assert findings == ()
    assert files == (
        SourceFile("dossiers/bridge-2/case.yaml", "bridge-2", b"# dossiers/bridge-2/case.yaml\n"),
        SourceFile("dossiers/river/case.yaml", "river", b"# dossiers/river/case.yaml\n"),
        SourceFile("dossiers/river/sources.yaml", "river", b"# dossiers/river/sources.yaml\n"),
        SourceFile("dossiers/shared/people.yaml", "shared", b"# dossiers/shared/people.yaml\n"),
    )


def test_what_holds_no_facts_is_passed_over(tmp_path: Path) -> None:
    write(
        tmp_path,
        "dossiers/README.md",
        "dossiers/.hidden/case.yaml",
        "dossiers/.case.yaml",
        "dossiers/river/README.md",
        "dossiers/river/.case.yaml.swp",
        "dossiers/river/.old.yaml",
        "dossiers/river/notes.txt",
        "dossiers/river/proofs/one.yaml",
        "dossiers/river/exhibits/photo.jpg",
        "dossiers/river/case.yaml",
    )
    assert find(tmp_path) == (["dossiers/river/case.yaml"], [])


def test_some_cases_come_with_what_is_shared_and_without_the_others_findings(tmp_path: Path) -> None:
    write(
        tmp_path,
        "dossiers/river/case.yaml",
        "dossiers/bridge/case.yaml",
        "dossiers/bridge/other.yml",
        "dossiers/Bad Name/case.yaml",
        "dossiers/stray.yaml",
        "dossiers/shared/people.yaml",
    )
    assert find(tmp_path, {"river"}) == (["dossiers/river/case.yaml", "dossiers/shared/people.yaml"], [])
    assert find(tmp_path, set()) == (["dossiers/shared/people.yaml"], [])
    assert find(tmp_path, {"../..", "nobody", "/", ""}) == (["dossiers/shared/people.yaml"], [])


def test_without_dossiers_there_is_one_finding(tmp_path: Path) -> None:
    assert find(tmp_path) == ([], [("dossiers", "S040", "there is no folder dossiers/")])
    write(tmp_path, "dossiers")
    assert find(tmp_path) == ([], [("dossiers", "S040", "there is no folder dossiers/")])


def test_links_are_refused_wherever_they_lead(tmp_path: Path) -> None:
    root = write(tmp_path / "project", "dossiers/river/case.yaml", "dossiers/river/exhibits/a.yaml")
    outside = write(tmp_path / "elsewhere", "secret.yaml", "case/case.yaml") / "secret.yaml"
    river = root / "dossiers/river"
    (river / "file.yaml").symlink_to(outside)
    (river / "inside.yaml").symlink_to(river / "case.yaml")
    (river / "relative.yaml").symlink_to("../../../elsewhere/secret.yaml")
    (river / "broken.yaml").symlink_to("nowhere")
    (river / "proofs").symlink_to(tmp_path / "elsewhere")
    (root / "dossiers/linked").symlink_to(tmp_path / "elsewhere/case")
    (root / "dossiers/stray.yaml").symlink_to(outside)
    files, findings = find(root)
    assert files == ["dossiers/river/case.yaml"]
    assert findings == [
        (path, "S041", f"“{path.rsplit('/', 1)[1]}” is a symbolic link; nothing behind it is read")
        for path in (
            "dossiers/linked",
            "dossiers/river/broken.yaml",
            "dossiers/river/file.yaml",
            "dossiers/river/inside.yaml",
            "dossiers/river/proofs",
            "dossiers/river/relative.yaml",
            "dossiers/stray.yaml",
        )
    ]


def test_the_folder_of_all_may_not_be_a_link_but_the_root_may(tmp_path: Path) -> None:
    real = write(tmp_path / "real", "dossiers/river/case.yaml")
    (tmp_path / "project").mkdir()
    (tmp_path / "project/dossiers").symlink_to(real / "dossiers")
    assert find(tmp_path / "project") == (
        [],
        [("dossiers", "S041", "“dossiers” is a symbolic link; nothing behind it is read")],
    )
    (tmp_path / "root").symlink_to(real)
    assert find(tmp_path / "root") == (["dossiers/river/case.yaml"], [])


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        ("River", ", such as river"),
        ("river_dam", ", such as river-dam"),
        ("river--dam", ", such as river-dam"),
        ("-river", ", such as river"),
        ("river dam 2019", ", such as river-dam-2019"),
        ("rivière", ", such as rivi-re"),
        ("水", ""),
    ],
)
def test_a_case_has_a_kebab_case_name(tmp_path: Path, name: str, suggestion: str) -> None:
    write(tmp_path, f"dossiers/{name}/case.yaml")
    _, findings = read_tree(tmp_path)
    assert [(each.at.path, each.code, each.message, each.hint) for each in findings] == [
        (
            f"dossiers/{name}",
            "S042",
            f"the name of the folder “{name}” is not one for a case; nothing in it is read",
            f"use small letters, digits and single hyphens{suggestion}",
        )
    ]


def test_two_cases_that_differ_by_capitals_are_told_apart_from_misnamed_ones(tmp_path: Path) -> None:
    write(tmp_path, "dossiers/river/case.yaml", "dossiers/River/case.yaml", "dossiers/Bridge/case.yaml")
    if len(list((tmp_path / "dossiers").iterdir())) < 3:
        pytest.skip("this file system does not tell capitals apart")
    message = "the folder “River” differs from another only in small and capital letters; it is not read"
    assert find(tmp_path) == (
        ["dossiers/river/case.yaml"],
        [
            (
                "dossiers/Bridge",
                "S042",
                "the name of the folder “Bridge” is not one for a case; nothing in it is read",
            ),
            ("dossiers/River", "S043", message),
        ],
    )


@pytest.mark.parametrize(
    ("name", "code", "message", "hint"),
    [
        (
            "events.yml",
            "S045",
            "the file “events.yml” ends in .yml; nothing in it is read",
            "rename it to events.yaml",
        ),
        *(
            (
                name,
                "S044",
                f"the name of the file “{name}” is not one for a file of facts; nothing in it is read",
                f"use small letters, digits and single hyphens, and the ending .yaml, such as {better}",
            )
            for name, better in [
                ("Events.yaml", "events.yaml"),
                ("events.YAML", "events.yaml"),
                ("my events.yaml", "my-events.yaml"),
                ("events.2019.yaml", "events-2019.yaml"),
                ("events_.yaml", "events.yaml"),
            ]
        ),
    ],
)
def test_a_file_has_a_kebab_case_name_and_one_ending(
    tmp_path: Path, name: str, code: str, message: str, hint: str
) -> None:
    write(tmp_path, f"dossiers/river/{name}", "dossiers/river/case.yaml")
    files, findings = read_tree(tmp_path)
    assert [file.path for file in files] == ["dossiers/river/case.yaml"]
    assert [(each.at.path, each.code, each.message, each.hint) for each in findings] == [
        (f"dossiers/river/{name}", code, message, hint)
    ]


@pytest.mark.parametrize("name", ["events.yaml", "Events.yml"])
def test_a_file_outside_of_a_case_is_found(tmp_path: Path, name: str) -> None:
    write(tmp_path, f"dossiers/{name}")
    message = f"the file “{name}” is in no case, so nothing in it is read"
    assert find(tmp_path) == ([], [(f"dossiers/{name}", "S047", message)])


def test_what_is_no_ordinary_file_is_not_opened(tmp_path: Path) -> None:
    write(tmp_path, "dossiers/river/case.yaml")
    os.mkfifo(tmp_path / "dossiers/river/pipe.yaml")
    message = "“pipe.yaml” is not an ordinary file; nothing in it is read"
    assert find(tmp_path) == (["dossiers/river/case.yaml"], [("dossiers/river/pipe.yaml", "S046", message)])


def test_what_cannot_be_opened_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "dossiers/bridge/case.yaml", "dossiers/river/case.yaml", "dossiers/river/sources.yaml")
    really_open, really_list = Path.open, Path.iterdir

    def refuse(path: Path, *arguments: object, **options: object) -> object:
        if path.name == "sources.yaml":
            raise PermissionError(13, "Permission denied")
        if path.name == "bridge":
            raise PermissionError
        return really_open(path, *arguments) if arguments else really_list(path)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(Path, "iterdir", refuse)
    assert find(tmp_path) == (
        ["dossiers/river/case.yaml"],
        [
            ("dossiers/bridge", "S046", "“bridge” cannot be read: the computer does not say why"),
            ("dossiers/river/sources.yaml", "S046", "“sources.yaml” cannot be read: Permission denied"),
        ],
    )


def test_a_huge_file_is_not_read_whole(tmp_path: Path) -> None:
    path = write(tmp_path, "dossiers/river/case.yaml") / "dossiers/river/case.yaml"
    with path.open("wb") as file:
        file.write(b"\xef\xbb\xbf")
        file.truncate(LARGEST_FILE * 50)
    (file_read,), findings = read_tree(tmp_path)
    assert findings == ()
    assert len(file_read.raw) == LARGEST_FILE + 1
    _, found = read_document(file_read.path, file_read.raw)
    assert [each.code for each in found] == ["S006"]


def test_names_that_are_not_utf8_can_still_be_printed(tmp_path: Path) -> None:
    write(tmp_path, "dossiers/river/case.yaml")
    try:
        Path(os.fsdecode(bytes(tmp_path / "dossiers/river") + b"/\xff.yaml")).write_text("")
    except OSError:
        pytest.skip("this file system takes no such names")
    _, findings = read_tree(tmp_path)
    assert [(each.at.path, each.code) for each in findings] == [("dossiers/river/\ufffd.yaml", "S044")]
    assert "\ufffd.yaml" in findings[0].message
