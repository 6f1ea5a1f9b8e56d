"""Crawls a public site that leads into the operator's own network; run in a network of its own, as root.

The site has a public address (9.9.9.9, which is nobody's here), what must not be asked listens on loopback and on the
address of cloud metadata services. Prints JSON: what the site was asked for, how often the others were connected to.
"""

import json
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from crawls import Collection, quick_config, run
from wire_server import Script, WireServer

PUBLIC, METADATA = "9.9.9.9", "169.254.169.254"
TEXT = "<p>" + "The council met on Tuesday evening and heard the plans for the old harbour. " * 10 + "</p>"
SPELLINGS = (
    "127.0.0.1",
    "127.1",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "2130706433",
    "0",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "localhost",
    "LOCALHOST.",
    "%31%32%37.0.0.1",
    "\N{FULLWIDTH DIGIT ONE}27.0.0.1",
    "127\N{IDEOGRAPHIC FULL STOP}0\N{IDEOGRAPHIC FULL STOP}0.1",
    "user@127.0.0.1",
)


def answer(body: str, status: str = "200 OK", *headers: str, media_type: str = "text/html; charset=utf-8") -> Script:
    data = body.encode()
    lines = (f"HTTP/1.1 {status}", f"Content-Type: {media_type}", f"Content-Length: {len(data)}", *headers)
    return ["\r\n".join(lines).encode() + b"\r\n\r\n" + data]


def targets(port: int) -> list[str]:
    authorities = [f"{name}:{port}" for name in SPELLINGS]
    return [f"http://{authority}/secret" for authority in authorities] + [f"http://{METADATA}:{port}/latest/meta-data"]


def site(inner: list[str], base: str) -> dict[str, Script]:
    """Every way from a page to another address, for every spelling."""
    hops = {f"/hop/{n}": answer("", "302 Found", f"Location: {url}") for n, url in enumerate(inner)}
    stories = {f"/story/{n}": answer(f"<h1>Story</h1>{TEXT}{isso(url)}") for n, url in enumerate(inner)}
    anchors = "".join(f'<a href="{url}">in</a><img src="{url}.png">' for url in inner)
    links = "".join(f'<a href="{path}">x</a>' for path in (*hops, *stories))
    maps = "".join(f"Sitemap: {url}\n" for url in (*inner, f"{base}/map.xml"))
    listed = "".join(f"<url><loc>{url}</loc></url>" for url in inner)
    return {
        "/": answer(f"<h1>Front</h1>{TEXT}{anchors}{links}"),
        "/robots.txt": answer(maps, media_type="text/plain"),
        "/map.xml": answer(f"<urlset>{listed}</urlset>", media_type="application/xml"),
        **hops,
        **stories,
    }


def isso(url: str) -> str:
    """A comment section whose comments lie elsewhere."""
    return f"<script data-isso='{url}/isso' src=e.js></script><div id=isso-thread></div>"


def main(folder: Path) -> None:
    """Set the network up, crawl with every redirect as a seed too, and tell."""
    commands = f"ip link set lo up; ip addr add {PUBLIC}/32 dev lo; ip addr add {METADATA}/32 dev lo"
    subprocess.run(commands, shell=True, check=True)
    with WireServer({}) as loopback, WireServer({}, host="::1") as six, WireServer({}, host=METADATA) as metadata:
        victims = (loopback, six, metadata)
        scripts: dict[str, Script] = {}
        with WireServer(scripts, host=PUBLIC) as public:
            inner = [url for victim in victims for url in targets(victim.port)]
            scripts.update(site(inner, public.url("")))
            hops = [public.url(path) for path in scripts if path.startswith("/hop/")]
            options = ("--delay", "0", "--contact", "t@example.org", "--archives", folder, "--collection", "c")
            config = quick_config(folder, connect_timeout_seconds=3.0)
            ran = run("crawl", public.url("/"), *hops, *options, "--config", config)
        told = {
            "code": ran.code,
            "err": ran.err,
            "asked": sorted({turn.request.split(b" ")[1].decode() for turn in public.turns}),
            "expected": sorted(scripts),
            "connections": [victim.connections for victim in victims],
            "skipped": Collection(folder / "c").rows("skipped"),
            "missing": [row["missing"] for row in Collection(folder / "c").rows("threads")],
        }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
