"""The peers: Hugo, Pagefind, Eleventy, and MkDocs with Material, each in its own environment and on our YAML where it is."""

from __future__ import annotations

import shutil
import subprocess
import venv
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.measurement import Measurement, measure

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.workplace import Project, Workplace

MOUNT = '[[module.mounts]]\nsource = "{source}"\ntarget = "{target}"\n'
NODE_PACKAGES = ("package.json", "package-lock.json")


@dataclass(frozen=True, slots=True)
class Peer:
    """One peer set up for one project: its commands one after the other, where they run, and what they make."""

    name: str
    commands: tuple[tuple[str, ...], ...]
    folder: Path
    output: Path
    environment: dict[str, str] = field(default_factory=dict)

    def run(self, place: Workplace) -> Measurement:
        """Run it on what is there from before."""
        measured = [measure(command, self.folder, self.environment, place.log) for command in self.commands]
        wall, processor = sum(one.wall for one in measured), sum(one.processor for one in measured)
        return Measurement(wall, processor, max(one.memory for one in measured))

    def run_from_nothing(self, place: Workplace) -> Measurement:
        """Run it with nothing made before."""
        place.put_aside(self.output)
        return self.run(place)


@dataclass(frozen=True, slots=True)
class Peers:
    """Where the peers are installed; Eleventy is left out where there is no node or npm."""

    place: Workplace
    python: Path
    node: str | None

    def prepare_hugo(self, project: Project) -> Peer:
        """The same sections as Hugo makes them, with feed and sitemap, without search."""
        folder = self._copy("hugo", project)
        mounts = [("content", "content"), ("static", "static"), (f"{project.root}/dossiers", "data/dossiers")]
        with (folder / "hugo.toml").open("a", encoding="utf-8") as settings:
            settings.writelines(MOUNT.format(source=source, target=target) for source, target in mounts)
        return Peer("Hugo", ((str(self._find("hugo/binaries/hugo")), "--quiet"),), folder, folder / "public")

    def add_pagefind(self, hugo: Peer) -> Peer:
        """Hugo, then Pagefind over its pages."""
        pagefind = (str(self._find("pagefind_bin/pagefind")), "--site", "public", "--quiet")
        return Peer("Hugo and Pagefind", (*hugo.commands, pagefind), hugo.folder, hugo.output)

    def add_index(self, hugo: Peer) -> Peer:
        """Hugo with all records in one JSON file, for a search script of the site's own."""
        command = (*hugo.commands[0], "--config", "hugo.toml,search.toml")
        return Peer("Hugo and a JSON index", (command,), hugo.folder, hugo.output)

    def prepare_eleventy(self, project: Project) -> Peer | None:
        """The same sections as Eleventy makes them, in its JavaScript templates."""
        if self.node is None:
            return None
        folder = self._copy("eleventy", project)
        (folder / "node_modules").symlink_to(self.place.folder / "node" / "node_modules")
        command = (self.node, "node_modules/@11ty/eleventy/cmd.cjs", "--quiet")
        return Peer("Eleventy", (command,), folder, folder / "_site", {"DOSSIERS": str(project.root / "dossiers")})

    def prepare_mkdocs(self, project: Project) -> Peer:
        """A plain MkDocs site with Material and gen-files, with fewer sections, and a navigation of two entries."""
        folder = self._copy("mkdocs", project)
        environment = {"CORPUS": str(project.root), "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
        command = (str(self.python), "-m", "mkdocs", "build", "--quiet", "--clean")
        return Peer("MkDocs and Material", (command,), folder, folder / "site", environment)

    def _copy(self, name: str, project: Project) -> Path:
        folder = self.place.folder / f"{name}-{project.count}"
        if folder.exists():
            shutil.rmtree(folder)
        shutil.copytree(self.place.benchmarks / name, folder)
        return folder

    def _find(self, path: str) -> Path:
        return next(self.python.parent.parent.glob(f"lib/python*/site-packages/{path}"))


def install_peers(place: Workplace) -> Peers:
    """All peers in their own environments below the workplace, each file checked by its hash."""
    python = _install_python(place)
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        print("Eleventy is left out: there is no node or npm on this machine", flush=True)
        return Peers(place, python, None)
    _install_node(place, npm)
    return Peers(place, python, node)


def _install_python(place: Workplace) -> Path:
    lock, folder = place.benchmarks / "peers.lock", place.folder / "peer-environment"
    python, stamp = folder / "bin" / "python", folder / "installed"
    if not stamp.exists() or stamp.read_bytes() != lock.read_bytes():
        print("installing the peers …", flush=True)
        venv.create(folder, with_pip=True, clear=True)
        options = ("--quiet", "--disable-pip-version-check", "--require-hashes", "--no-deps")
        subprocess.run([str(python), "-m", "pip", "install", *options, "-r", str(lock)], check=True)
        stamp.write_bytes(lock.read_bytes())
    return python


def _install_node(place: Workplace, npm: str) -> None:
    source, folder = place.benchmarks / "eleventy", place.folder / "node"
    lock, stamp = source / "package-lock.json", folder / "installed"
    if stamp.exists() and stamp.read_bytes() == lock.read_bytes():
        return
    folder.mkdir(parents=True, exist_ok=True)
    for name in NODE_PACKAGES:
        shutil.copy(source / name, folder / name)
    subprocess.run([npm, "ci", "--silent", "--no-audit", "--no-fund"], cwd=folder, check=True)
    stamp.write_bytes(lock.read_bytes())
