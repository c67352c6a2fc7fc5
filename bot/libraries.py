"""Which library this installation has; known without any door, so that `ask` starts fast."""

from pathlib import Path

from bot.reranker import HttpReranker
from bot.settings import Settings
from forms.proposing import Proposer
from knowledge.calibration import kept
from knowledge.embedding import Embedder, RemoteEmbedder, bundled_embedder
from knowledge.glossary import Glossary, bundled, load
from knowledge.language import Language, OpenAILanguage
from knowledge.library import Library
from knowledge.proposing import LanguageProposer
from knowledge.reranking import Reranker
from knowledge.vectors import ChromaVectors


def build_library(settings: Settings, folder: Path | None = None) -> Library:
    """The embedder and the language model that settings name, or what is bundled."""
    embedder = build_embedder(settings)
    vectors = ChromaVectors(folder or settings.index) if embedder else None
    return Library(
        vectors=vectors,
        embedder=embedder,
        language=build_language(settings),
        reranker=build_reranker(settings),
        glossary=build_glossary(settings),
        calibration=kept(settings.calibration, embedder.name) if embedder else None,
    )


def build_proposer(language: Language | None) -> Proposer | None:
    """Who reads answers out of a message beside the rules; with the library's own language."""
    return LanguageProposer(language) if language else None


def build_embedder(settings: Settings) -> Embedder | None:
    if settings.embedding_base_url is None:
        return bundled_embedder()
    key = settings.embedding_key
    return RemoteEmbedder(
        base_url=str(settings.embedding_base_url),
        model=settings.embedding_model or "",
        key=key.get_secret_value() if key else "",
    )


def build_glossary(settings: Settings) -> Glossary:
    """The names that are bundled, and the association's own; looked through with the settings."""
    own = load(settings.glossary) if settings.glossary else Glossary()
    return bundled().with_groups(own)


def build_reranker(settings: Settings) -> Reranker | None:
    if settings.rerank_url is None:
        return None
    key = settings.rerank_key
    return HttpReranker(
        base_url=str(settings.rerank_url),
        model=settings.rerank_model or "",
        key=key.get_secret_value() if key else "",
    )


def build_language(settings: Settings) -> Language | None:
    if settings.llm_base_url is None:
        return None
    key = settings.llm_key
    return OpenAILanguage(
        base_url=str(settings.llm_base_url),
        model=settings.llm_model or "",
        key=key.get_secret_value() if key else "",
    )
