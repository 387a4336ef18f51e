"""Every case made, or found made before: what changed goes to the workers, the rest comes from the cache."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from generator.cache import DamagedCacheError, pack, unpack
from generator.checks import Likeness, compare_likenesses, examine_shared, list_likenesses
from generator.evidence.manifest import AUTHORITIES
from generator.finding import Finding, Position, Severity
from generator.freshness import Ground, digest_shared, digest_words
from generator.inventory import Folder, Inventory, renew_inventory, take_inventory
from generator.memory import Made, Memory
from generator.parallel import share_out
from generator.production import Order, Product, produce_share
from generator.reading import put_in_order, read_shared
from generator.syntax import SHARED, read_document

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from generator.cache import Cache
    from generator.case import Library
    from generator.facts.value import Location
    from generator.memory import Found
    from generator.options import Options
    from generator.publication import Job

SHARE_BYTES = 100_000
"""How many bytes of facts a worker is handed at a time, or one case, if that has more."""

KIND = "case"
"""Under which kind the cache keeps what is known of cases."""

FOLDER_KIND = "folder"
"""Under which kind it keeps how their folders looked."""

_FOUND = (Finding, Likeness, Position, Severity)


@dataclass(slots=True)
class Making:
    """All cases of a project as they are made; `cases` is what is known of each, `remade` those that were made anew.

    `among` are the cases that can have changed: all of them, if it is None. `used` are, by case, the keys
    of the records that others use of it.
    """

    root: Path
    inventory: Inventory
    ground: Ground
    library: Library | None
    cases: dict[str, Made]
    found: dict[str, Found]
    among: set[str] | None = None
    used: dict[str, tuple[str, ...]] = field(default_factory=dict)
    remade: set[str] = field(default_factory=set)
    findings: tuple[Finding, ...] = ()


def make_all(
    job: Job,
    options: Options,
    cache: Cache,
    *,
    wants: Callable[[str, Made], bool] = lambda _, __: False,
    keep: Callable[[Product, Made], None] = lambda _, __: None,
) -> Making:
    """Make every case that is not as it was made before, and those that somebody `wants` anew all the same.

    `keep` takes what becomes of each. The findings are those of all cases and of what they share, in the order of the files.
    Where the options have a memory of the build before, and say which cases changed since, the others are not looked at.
    """
    memory = options.memory or Memory()
    today = job.context.today.isoformat()
    among: set[str] | None = None
    if memory.inventory is None or options.changed is None or memory.day != today:
        memory.inventory = inventory = take_stock(job.root, options.now, cache)
        memory.cases, memory.found, memory.day = _read_made(cache, inventory), {}, today
    else:
        before, inventory = memory.inventory, renew_inventory(job.root, options.now, memory.inventory, options.changed)
        memory.inventory = inventory
        _keep_folders(cache, before.folders, inventory.folders)
        among = _list_concerned(memory, inventory, options.changed, cache)
    library, in_shared = read_shared(job.root) if SHARED in inventory.folders else (None, ())
    folder = inventory.folders[SHARED].digest if library is not None else ""
    shared = digest_shared(library, folder) if library is not None else {}
    ground = Ground(inventory.digests, shared, _digest_rest(job))
    making = Making(job.root, inventory, ground, library, memory.cases, memory.found, among)
    job = replace(job, shared=folder)
    # A case is judged by what others use of it, which is known when all have been read: seldom is there a second round.
    while orders := _list_stale(making, today, wants):
        for product in _work(job, orders, inventory, options):
            _take(making, product, today, dict(orders)[product.case], cache)
            keep(product, making.cases[product.case])
    making.findings = put_in_order([*inventory.findings, *in_shared, *_gather_findings(making, job, cache)])
    return making


def _list_concerned(memory: Memory, inventory: Inventory, changed: Collection[str], cache: Cache) -> set[str] | None:
    """The cases that can be other than they were, where some changed: these, and those that lean on them; None for all."""
    gone = memory.cases.keys() - inventory.folders.keys()
    for name in gone:
        del memory.cases[name]
        memory.found.pop(name, None)
    cache.forget(KIND, gone)
    if SHARED in changed:
        return None
    touched = {*changed, *gone}
    leaning = {name for name, made in memory.cases.items() if not touched.isdisjoint(made.needs)}
    return {*changed, *leaning, *memory.waiting}


def _digest_rest(job: Job) -> str:
    """What all cases are made with besides the program: the names nobody may write, and whose time-stamps are trusted."""
    authorities = job.root / AUTHORITIES
    trusted = authorities.read_bytes() if authorities.is_file() else b""
    return digest_words(trusted.hex(), *sorted(job.context.protected_names))


def take_stock(root: Path, now: int, cache: Cache) -> Inventory:
    """The inventory of a project; the folders that look as they did are not read again."""
    heads = cache.read_heads(FOLDER_KIND)
    known = {name: _read_folder(head) for name, head in heads.items()}
    inventory = take_inventory(root, now, known)
    _keep_folders(cache, known, inventory.folders)
    return inventory


def _keep_folders(cache: Cache, before: Mapping[str, Folder], now: Mapping[str, Folder]) -> None:
    for name, folder in now.items():
        if before.get(name) is not folder:
            cache.keep(FOLDER_KIND, name, json.dumps((folder.digest, folder.size, folder.marks)).encode(), b"")
    cache.forget(FOLDER_KIND, before.keys() - now.keys())


def _read_folder(head: bytes) -> Folder:
    try:
        digest, size, marks = json.loads(head)
        return Folder(digest, size, tuple((str(name), *map(int, numbers)) for name, *numbers in marks))  # type: ignore[misc]
    except (ValueError, TypeError) as error:
        raise DamagedCacheError(str(error)) from error


def _read_made(cache: Cache, inventory: Inventory) -> dict[str, Made]:
    """What is kept of the cases that are still there; what was kept of others is let go."""
    heads = cache.read_heads(KIND)
    cache.forget(KIND, heads.keys() - inventory.folders.keys())
    return {name: _read_head(head) for name, head in heads.items() if name in inventory.folders}


def _read_head(head: bytes) -> Made:
    try:
        values = json.loads(head)
        known: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in values.items()}
        return Made(**known)
    except (ValueError, TypeError) as error:
        raise DamagedCacheError(str(error)) from error


def _list_stale(making: Making, today: str, wants: Callable[[str, Made], bool]) -> list[tuple[str, tuple[str, ...]]]:
    """The cases to be made, each with the keys of those of its records that others use."""
    used = _gather_uses(making.cases.values())
    if making.among is not None and making.remade:
        making.among |= {name for name in used.keys() | making.used.keys() if used.get(name) != making.used.get(name)}
    making.used = used
    orders = []
    for name in making.inventory.folders:
        if making.among is not None and name not in making.among:
            continue
        made, used_of = making.cases.get(name), used.get(name, ())
        is_fresh = (
            made is not None
            and made.inputs == making.ground.digest(name, made.needs, made.shared, used_of)
            and made.holds_on(today)
            and (name in making.remade or not wants(name, made))
        )
        if not is_fresh and name != SHARED:
            orders.append((name, used_of))
    return orders


def _gather_uses(cases: Iterable[Made]) -> dict[str, tuple[str, ...]]:
    """By case, the keys of those of its records that other cases use."""
    used: defaultdict[str, set[str]] = defaultdict(set)
    for made in cases:
        for key in made.uses:
            used[key.partition("/")[0]].add(key)
    return {case: tuple(sorted(keys)) for case, keys in used.items() if case != SHARED}


def _work(
    job: Job, orders: Sequence[tuple[str, tuple[str, ...]]], inventory: Inventory, options: Options
) -> Iterator[Product]:
    done = 0
    shares = tuple(_divide(orders, {name: folder.size for name, folder in inventory.folders.items()}))
    for products in share_out(options.workforce, produce_share, job, shares):
        yield from products
        done += len(products)
        options.progress("check" if job.publication is None else "write", done, len(orders))


def _divide(orders: Sequence[tuple[str, tuple[str, ...]]], sizes: Mapping[str, int]) -> Iterator[tuple[Order, ...]]:
    """The orders in shares of about the same size, the large cases first, so that nobody waits for one at the end."""
    share: list[Order] = []
    size = 0
    for name, used in sorted(orders, key=lambda order: -sizes[order[0]] if sizes[order[0]] >= SHARE_BYTES else 0):
        share.append(Order(name, used))
        size += sizes[name]
        if size >= SHARE_BYTES:
            yield tuple(share)
            share, size = [], 0
    if share:
        yield tuple(share)


def _take(making: Making, product: Product, today: str, used: tuple[str, ...], cache: Cache) -> None:
    name = product.case
    made = Made(
        inputs=making.ground.digest(name, product.needs, product.shared, used),
        since=today,
        until=product.until.isoformat() if product.until else "",
        reviewed=product.reviewed.isoformat() if product.reviewed else "",
        needs=product.needs,
        shared=product.shared,
        uses=product.uses,
        hashes=tuple({key for likeness in product.likenesses for key, _ in likeness.keys}),
        has_findings=bool(product.findings),
    )
    making.cases[name] = made
    making.remade.add(name)
    if product.is_sound:
        head = json.dumps({slot: getattr(made, slot) for slot in Made.__slots__}).encode()
        cache.keep(KIND, name, head, pack((product.findings, product.likenesses)))
        making.found.pop(name, None)
    else:  # what is wrong with it may be wrong because of anything else that is there
        cache.forget(KIND, [name])
        making.found[name] = (product.findings, product.likenesses)


def _gather_findings(making: Making, job: Job, cache: Cache) -> Iterator[Finding]:
    for name, made in making.cases.items():
        if made.has_findings:
            yield from _recall(making, name, cache)[0]
    shared = list_likenesses(making.library.shared.values()) if making.library is not None else ()
    if making.library is not None:
        used = frozenset(key for made in making.cases.values() for key in made.uses)
        yield from examine_shared(replace(making.library, used_outside=used), job.context)
    bearers = Counter(key for made in making.cases.values() for key in made.hashes)
    bearers.update({key for likeness in shared for key, _ in likeness.keys})
    common = {key for key, count in bearers.items() if count > 1}
    alike = (name for name in sorted(making.cases) if not common.isdisjoint(making.cases[name].hashes))
    likenesses = (*shared, *(one for name in alike for one in _recall(making, name, cache)[1]))
    yield from compare_likenesses(likenesses, lambda path, place: _locate(making.root, path, place))


def _recall(making: Making, name: str, cache: Cache) -> tuple[tuple[Finding, ...], tuple[Likeness, ...]]:
    known = making.found.get(name)
    return known if known is not None else unpack(cache.read_body(KIND, name), _FOUND)


def _locate(root: Path, path: str, place: Location) -> Position:
    """The place of a value in a file of facts."""
    return read_document(path, (root / path).read_bytes())[0].position(*place)
