"""Random text that depends on nothing but a seed: sentences, titles and names out of a small vocabulary of its own.

The words are invented or common; only their lengths and their mixture are those of real digests: of a hundred
characters some 57 are Hangul, 17 Latin letters and 20 spaces, and a sentence has some 80.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Choices", "author", "host", "sentences", "title"]

_T = TypeVar("_T")


class Choices:
    """Random choices that are the same in every release of Python.

    Of the `random` module only `Random.random()` is promised to give the same numbers in later releases, so
    everything is made of that, by multiplication alone.

    Args:
        seed: the same seed, the same choices.
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed).random

    def below(self, end: int) -> int:
        """A number from 0 to `end - 1`, each as likely."""
        return int(self._random() * end)

    def between(self, first: int, last: int) -> int:
        """A number from `first` to `last`, both included, each as likely."""
        return first + self.below(last - first + 1)

    def around(self, middle: int) -> int:
        """A number from half to one and a half of `middle`, mostly near it."""
        return int(middle * (0.5 + (self._random() + self._random()) / 2))

    def small(self, end: int, factors: int = 2) -> int:
        """A number from 0 to `end - 1`, the smaller the likelier, the more so the more factors there are."""
        share = 1.0
        for _ in range(factors):
            share *= self._random()
        return int(share * end)

    def one_of(self, things: Sequence[_T]) -> _T:
        """One of them, each as likely."""
        return things[self.below(len(things))]

    def once_in(self, times: int) -> bool:
        """True once in so many times."""
        return self.below(times) == 0


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_NOUNS = _words(
    "모델 학습 자료 방법 성능 평가 문제 결과 언어 영상 그림 음성 검색 추론 구조 단계 오차 기준 도구 문장 낱말 가중치 "
    "알고리즘 실험 계산량 메모리 사용자 대화 장면 물체 움직임 설명 지식 질문 대답 번역 요약 계획 보상 정책 탐색 순위 "
    "표본 잡음 해상도 시간 길이 깊이 너비 층 함수 규칙 예시 과제 환경 로봇 지도 건축물 악보 소리 색깔 무늬 표면 그래프"
)
_SYLLABLES = (
    "가나다라마바사아자차카타파하고노도로모보소오조초구누두루무부수우주추기니디리미비시이지치연용정성현진영선"
)
_PARTICLES = _words("은 는 이 가 을 를 의 에 에서 으로 로 와 과 도 만 까지 부터 보다 처럼 에게")
_VERBS = _words(
    "보인다 줄인다 배운다 나눈다 늘린다 고른다 비교한다 다룬다 찾아낸다 알려준다 합친다 바꾼다 살펴본다 제안한다 "
    "개선한다 확인했습니다 만들었습니다 소개합니다 측정하였습니다 가능합니다"
)
_ADVERBS = _words(
    "더 매우 함께 새로 먼저 다시 서로 크게 훨씬 따라서 그러나 이때 특히 또한 여러 모든 다른 작은 큰 빠른"
)
_TERMS = _words(
    "LLM VLM token transformer diffusion attention KV-cache encoder decoder prompt agent benchmark RLHF DPO LoRA "
    "fine-tuning zero-shot few-shot retrieval RAG GPU embedding latent policy reward sampling inference pre-training "
    "segmentation text-to-image distillation quantization 7B 1.5B 70B 3D 2.4% 12.7% 86.1 x4 ImageNet"
)


def _word(choices: Choices) -> str:
    kind = choices.below(14)
    if kind < 2:
        term = choices.one_of(_TERMS)
        return term + choices.one_of(_PARTICLES) if choices.once_in(2) else term
    if kind < 4:
        return choices.one_of(_ADVERBS)
    if kind < 9:
        noun = choices.one_of(_NOUNS)
    else:
        noun = "".join(choices.one_of(_SYLLABLES) for _ in range(choices.between(1, 3)))
    if choices.once_in(45):
        noun += f"({choices.one_of(_TERMS)})"
    return noun + choices.one_of(_PARTICLES) if kind != 8 else noun


def sentences(choices: Choices, length: int) -> str:
    """Sentences of at least so many characters."""
    words: list[str] = []
    total = 0
    while total < length:
        for _ in range(choices.between(12, 20)):
            words.append(_word(choices))
            total += len(words[-1]) + 1
        words.append(choices.one_of(_VERBS) + ".")
        total += len(words[-1]) + 1
    return " ".join(words)


_TITLE_NOUNS = _words(
    "Models Agents Benchmarks Transformers Gradients Policies Datasets Tokens Adapters Rewards Captions Videos Graphs "
    "Prompts Memories Embeddings Experts Planners Simulators Retrieval Reasoning Alignment Decoding Compression "
    "Navigation Editing Segmentation Forecasting"
)
_TITLE_ADJECTIVES = _words(
    "Efficient Scalable Robust Sparse Latent Multimodal Long-Context Open-Vocabulary Self-Supervised Hierarchical "
    "Controllable Streaming Training-Free Unified Causal Calibrated Low-Rank Interactive"
)
_TITLE_LINKS = _words("for with via in of beyond without towards from")
_BEGINNINGS = _words(
    "Bra Cor Del Fen Gal Hin Jov Kel Lum Mor Nor Oph Pra Quo Rin Sol Tev Ulm Vor Wen Xyl Yor Zan"
)
_ENDINGS = _words("do ra net mind former flow bench LM gen craft lens pilot 2 3D")


def _invented(choices: Choices) -> str:
    return choices.one_of(_BEGINNINGS) + choices.one_of(_ENDINGS)


def title(choices: Choices) -> str:
    """A title of some 70 characters, without any markup."""
    words = [_invented(choices) + ":"] if choices.below(3) else []
    for _ in range(choices.between(2, 3)):
        words += [
            choices.one_of(_TITLE_ADJECTIVES),
            choices.one_of(_TITLE_NOUNS),
            choices.one_of(_TITLE_LINKS),
        ]
    return " ".join((*words, choices.one_of(_TITLE_NOUNS)))


_GIVEN = _words(
    "Mina Jiho Sora Taehyun Wei Yuna Chen Lin Amara Tomás Ingrid Pavel Noor Dara Kofi Elif Marta Jean-Luc Søren Aiko "
    "Ravi Priya Lucía Omar Hanna Björn Thi Binh Seo-yeon Xiaoyu Zhiqiang Ruth Carlos Ana Nikolai"
)
_FAMILIES = _words(
    "Kim Park Lee Choi Wang Zhang Li Liu Müller Novák García Okafor Haddad Sato Tanaka Nguyen Patel Rossi Silva Jensen "
    "Kowalski Ivanova O'Neil Mensah Yılmaz Weber Dubois Andersson Costa Popescu"
)


def author(choices: Choices) -> str:
    """A person's name."""
    middle = f" {choices.one_of('ABCDEHJKLMPRST')}." if choices.once_in(8) else ""
    family = choices.one_of(_FAMILIES)
    if choices.once_in(3):  # real archives hold tens of thousands of names
        family = choices.one_of(_BEGINNINGS) + choices.one_of(
            ("ak", "en", "ic", "ova", "sen", "berg", "ez", "wall")
        )
    return f"{choices.one_of(_GIVEN)}{middle} {family}"


def host(choices: Choices) -> str:
    """The URL of a page about some project."""
    name = _invented(choices)
    return choices.one_of(
        (
            f"https://github.com/example-{name.lower()}/{name}",
            f"https://{name.lower()}.github.io/",
            f"https://huggingface.co/example/{name}_v1",
            f"https://{name.lower()}.example.org/demo?id=3",
        )
    )
