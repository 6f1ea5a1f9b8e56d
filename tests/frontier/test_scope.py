import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.errors import ConfigError
from crawler.frontier.scope import Scope, ScopeKind

SEED = "https://www.news.example.com/world/today.html?edition=1"
KINDS = st.sampled_from(list(ScopeKind))
URLS = st.builds(
    "{}://{}.example.com{}".format,
    st.sampled_from(["http", "https"]),
    st.sampled_from(["a", "www.a", "b"]),
    st.sampled_from(["", "/", "/x", "/x/", "/x/y?z", "/w/"]),
)


@pytest.mark.parametrize("seed", ["news.example.com", "ftp://a.example/", "http://", ""])
@pytest.mark.parametrize("kind", list(ScopeKind))
def test_a_seed_that_is_no_address_is_named(seed: str, kind: ScopeKind) -> None:
    with pytest.raises(ConfigError, match=f"{seed!r}|not a host"):
        Scope.of(kind, [SEED, seed])


@pytest.mark.parametrize("kind", list(ScopeKind))
def test_what_is_no_http_address_is_in_no_scope(kind: ScopeKind) -> None:
    scope = Scope.of(kind, [SEED])
    assert not any(map(scope.contains, ["", "mailto:a@b.example", "/world/", "ftp://www.news.example.com/"]))


@pytest.mark.parametrize(
    ("url", "kinds"),
    [
        (SEED, "page prefix host domain any"),
        (SEED + "#top", "page prefix host domain any"),
        (SEED.replace("https", "http"), "page prefix host domain any"),
        (SEED + "&utm_source=x", "page prefix host domain any"),
        (SEED + "&x=1", "prefix host domain any"),
        ("https://www.news.example.com/world/", "prefix host domain any"),
        ("https://www.news.example.com/world/deep/er", "prefix host domain any"),
        ("https://www.news.example.com/world/../other", "host domain any"),
        ("https://www.news.example.com/world", "host domain any"),
        ("https://www.news.example.com/worldwide/x", "host domain any"),
        ("https://www.news.example.com/?/world/", "host domain any"),
        ("HTTP://WWW.NEWS.EXAMPLE.COM", "host domain any"),
        ("https://www.news.example.com:8443/world/", "domain any"),
        ("https://news.example.com/world/", "domain any"),
        ("https://example.com/", "domain any"),
        ("https://notexample.com/", "any"),
        ("https://example.com.evil.org/", "any"),
        ("https://evil.org/www.news.example.com/world/", "any"),
        ("https://www.news.example.com@evil.org/world/", "any"),
    ],
)
def test_each_kind_covers_what_its_name_says(url: str, kinds: str) -> None:
    assert [kind for kind in ScopeKind if Scope.of(kind, [SEED]).contains(url)] == kinds.split()


def test_a_blog_under_a_shared_suffix_is_a_domain_of_its_own() -> None:
    scope = Scope.of(ScopeKind.DOMAIN, ["http://one.blogspot.com/"])
    assert scope.contains("http://www.one.blogspot.com/")
    assert not scope.contains("http://two.blogspot.com/")


def test_every_seed_counts() -> None:
    scope = Scope.of(ScopeKind.HOST, ["http://a.example/", "http://b.example/"])
    assert scope.contains("http://a.example/x")
    assert scope.contains("http://b.example/x")


def test_a_redirected_seed_takes_the_scope_along_and_keeps_the_old_place() -> None:
    scope = Scope.of(ScopeKind.HOST, ["http://news.example/"])
    moved = scope.moved("http://news.example/", "https://www.news.example/")
    assert moved.contains("https://www.news.example/x")
    assert moved.contains("http://news.example/x")
    assert moved.moved("https://www.news.example/", "https://m.news.example/").contains("https://m.news.example/")


def test_a_redirect_within_the_scope_or_from_outside_moves_nothing() -> None:
    scope = Scope.of(ScopeKind.HOST, ["http://news.example/"])
    assert scope.moved("http://news.example/", "https://news.example/start") == scope
    assert scope.moved("http://other.example/", "https://more.example/") == scope
    assert scope.moved("http://news.example/", "http://") == scope
    everything = Scope.of(ScopeKind.ANY, ["http://news.example/"])
    assert everything.moved("http://news.example/", "https://other.example/") == everything


@given(KINDS, st.lists(URLS, min_size=1, max_size=3), URLS)
def test_a_scope_goes_to_json_and_back(kind: ScopeKind, seeds: list[str], url: str) -> None:
    scope = Scope.of(kind, seeds)
    assert all(map(scope.contains, seeds))
    again = Scope.from_json(json.loads(json.dumps(scope.to_json())))
    assert again == scope
    assert again.contains(url) is scope.contains(url)


@given(KINDS, st.lists(URLS, min_size=1, max_size=3))
def test_the_order_of_seeds_does_not_matter(kind: ScopeKind, seeds: list[str]) -> None:
    assert Scope.of(kind, seeds).to_json() == Scope.of(kind, [*reversed(seeds), seeds[0]]).to_json()
