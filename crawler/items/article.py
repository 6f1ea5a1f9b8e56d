"""A news article as its page shows it."""

from dataclasses import dataclass, field
from typing import Annotated

from msgspec import Meta

from crawler.items.metadata import Metadata
from crawler.items.party import Party


@dataclass(slots=True)
class Contributor:
    """Somebody named in a credit line such as "(Reporting by A and B; Editing by C)"."""

    name: Annotated[str, Meta(description="Name as written.", examples=["Ada Lindqvist"])]
    role: Annotated[
        str | None, Meta(description="What they did, lower case as written (ours).", examples=["reporting", "editing"])
    ] = None


@dataclass(slots=True)
class Breadcrumb:
    """One step of the page's breadcrumb trail, outermost first (https://schema.org/BreadcrumbList)."""

    name: Annotated[str, Meta(description="Text of the step.", examples=["Politics"])]
    url: Annotated[str | None, Meta(description="Absolute address of the step.")] = None


@dataclass(slots=True)
class Image:
    """A picture by its address."""

    url: Annotated[str, Meta(description="Absolute address.", examples=["https://news.example/a.jpg"])]


@dataclass(slots=True)
class Article:
    """One article (https://schema.org/NewsArticle); keys as in zyte-common-items, ours are marked."""

    url: Annotated[str, Meta(description="Address the page was captured from, after redirects.")]
    canonicalUrl: Annotated[str | None, Meta(description="Address the page names as its own.")] = None
    headline: Annotated[str | None, Meta(description="Headline as shown, without the site's name.")] = None
    alternativeHeadline: Annotated[str | None, Meta(description="Kicker or second headline.")] = None
    description: Annotated[str | None, Meta(description="Summary or lead as the page declares it.")] = None
    articleBody: Annotated[
        str | None,
        Meta(
            description="Paragraphs, headings, lists, quotes and table cells in reading order, a blank line between "
            "blocks; no headline, byline, caption, photo credit, embed text, or invitation to subscribe; an agency's "
            "credit line stays, a newsroom's is in contributors alone."
        ),
    ] = None
    articleBodyHtml: Annotated[str | None, Meta(description="The same as clean HTML that is safe to show.")] = None
    authors: Annotated[list[Party], Meta(description="Who wrote it, in the order shown.")] = field(default_factory=list)
    contributors: Annotated[list[Contributor], Meta(description="Who else worked on it, from credit lines (ours).")] = (
        field(default_factory=list)
    )
    publisher: Annotated[Party | None, Meta(description="Who published it.")] = None
    datePublished: Annotated[
        str | None,
        Meta(
            description="ISO 8601 with the offset the page gave; a day without a clock stays a day.",
            examples=["2023-04-28T19:20:36+02:00", "2023-04-28"],
        ),
    ] = None
    datePublishedRaw: Annotated[str | None, Meta(description="The same as the page wrote it.")] = None
    dateModified: Annotated[str | None, Meta(description="Last change, as datePublished.")] = None
    dateModifiedRaw: Annotated[str | None, Meta(description="The same as the page wrote it.")] = None
    inLanguage: Annotated[str | None, Meta(description="Language, BCP 47.", examples=["de", "pt-BR"])] = None
    articleSection: Annotated[str | None, Meta(description="Section it appeared in.", examples=["Politics"])] = None
    keywords: Annotated[
        list[str],
        Meta(description="Keywords or tags, in the page's order; if none are declared, the topics that it lists."),
    ] = field(default_factory=list)
    breadcrumbs: Annotated[list[Breadcrumb], Meta(description="Path to the article, outermost first.")] = field(
        default_factory=list
    )
    mainImage: Annotated[Image | None, Meta(description="The picture that stands for the article.")] = None
    images: Annotated[list[Image], Meta(description="Pictures of the article, main image first.")] = field(
        default_factory=list
    )
    isAccessibleForFree: Annotated[
        bool | None, Meta(description="What the page declares: true free, false paywalled, null unsaid.")
    ] = None
    commentCount: Annotated[
        Annotated[int, Meta(ge=0)] | None, Meta(description="Number of comments as the page declares it.")
    ] = None
    kind: Annotated[
        str | None,
        Meta(description="Kind of page (ours).", examples=["article", "liveBlog", "gallery", "video", "stub"]),
    ] = None
    metadata: Annotated[Metadata, Meta(description="Evidence and provenance (ours).")] = field(default_factory=Metadata)
